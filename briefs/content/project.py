"""The model of `briefs.yaml`, the file that makes a folder a project."""

from typing import Any

from pydantic import Field

from briefs.content.fields import Id, Model
from briefs.content.yaml_file import LocalizedText


class Paths(Model):
    """The folders of a project, relative to that of `briefs.yaml`."""

    content: str = Field("content", description="Articles, briefs and the shared files.")
    templates: str = Field(
        "templates", description="Templates, strings and theme that replace those of the package."
    )
    sources: str = Field("sources", description="The source texts.")
    output: str = Field("output", description="Where the documents go.")


class Project(Model):
    """The content of `briefs.yaml`."""

    id: Id = Field(
        description="The id of the project; the manifest of its output folder records it."
    )
    name: LocalizedText | None = Field(None, description="The name of the project.")
    languages: tuple[str, ...] = Field(
        (), description="The languages of the content; those of the editions, where none is named."
    )
    editions: tuple[str, ...] = Field(
        (), description="The editions of every brief that names none itself."
    )
    paths: Paths = Field(Paths(), description="Folders with other names than the usual ones.")
    issuer: LocalizedText | None = Field(
        None, description="The unit that issues the documents, printed on their first page."
    )
    handling: LocalizedText | None = Field(
        None, description="How to handle every brief that does not say so itself."
    )
    theme: dict[str, Any] = Field(
        default_factory=dict, description="Keys of `theme.yaml` with values of this project."
    )
