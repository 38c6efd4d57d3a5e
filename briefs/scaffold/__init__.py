"""Makes new projects and briefs to fill in, and the JSON Schemas for editors.

Each function returns texts by file name and writes nothing. A new project has an invented article
with every kind of statement and a brief of each template, so that it builds at once.

    dossier  the files of a new project
    example  the positions of its invented article
    brief    the file of a new brief
    names    the names that the files of a project may use
    schemas  JSON Schemas of all kinds of files
    filling  fills the files in `files/`
"""

from briefs.scaffold.brief import new_brief
from briefs.scaffold.dossier import LANGUAGES, DossierPlan, Topic, dossier_files, identifier
from briefs.scaffold.schemas import (
    KINDS,
    schema,
    schema_files,
    schema_line,
)

__all__ = [
    "KINDS",
    "LANGUAGES",
    "DossierPlan",
    "Topic",
    "dossier_files",
    "identifier",
    "new_brief",
    "schema",
    "schema_files",
    "schema_line",
]
