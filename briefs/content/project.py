"""The model of `briefs.yaml`, the file that makes a folder a project."""

from typing import Any

from pydantic import Field

from briefs.content.fields import Edition, Id, Model, ThemeLanguage
from briefs.content.yaml_file import LocalizedText


class Paths(Model):
    """The folders of a project, relative to that of `briefs.yaml`."""

    content: str = "content"
    """Articles, briefs and the shared files."""
    templates: str = "templates"
    """Templates, strings and theme that replace those of the package."""
    sources: str = "sources"
    """The source texts."""
    output: str = "output"
    """Where the documents go."""


class Project(Model):
    """What is particular to a project: its id, languages, editions, issuer and design."""

    id: Id
    """The id of the project; the manifest of its output folder records it."""
    name: LocalizedText | None = None
    """The name of the project."""
    languages: tuple[ThemeLanguage, ...] = ()
    """The languages of the content; those of the editions, where none is named."""
    editions: tuple[Edition, ...] = ()
    """The editions of every brief that names none itself."""
    paths: Paths = Paths()
    """Folders with other names than the usual ones."""
    issuer: LocalizedText | None = None
    """The unit that issues the documents, printed on their first page."""
    handling: LocalizedText | None = None
    """How to handle every brief that does not say so itself."""
    theme: dict[str, Any] = Field(default_factory=dict)
    """Keys of `theme.yaml` with values of this project."""
