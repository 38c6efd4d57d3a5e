"""Builds documents: decides what is stale, has it written by worker processes, saves it.

`build` takes options and returns a report. It first compares one digest of all inputs with the
manifest of the last build; only if that differs are content, checks and writers loaded, the briefs
rendered, and the documents whose key has changed written. Each file is written whole.

    pipeline     a build from its options to its report
    options      the options, what a build reads, whether it has changed
    stages       plan, run, save, write the manifest
    plan         the tasks of a build
    run          tasks in worker processes
    formats      the registry of formats
    store        the output folder
    manifest     what a build made, and from what
    report       what a build tells its caller
    libreoffice  the pages of a Word document as LibreOffice lays it out
    toolchain    the versions of all that makes documents
"""

from briefs.build.manifest import MANIFEST_NAME, folder_differences, read_manifest
from briefs.build.options import BuildOptions, OptionsError, reproducible_date
from briefs.build.pipeline import build
from briefs.build.report import BuildReport, BuiltDocument, Progress

__all__ = [
    "MANIFEST_NAME",
    "BuildOptions",
    "BuildReport",
    "BuiltDocument",
    "OptionsError",
    "Progress",
    "build",
    "folder_differences",
    "read_manifest",
    "reproducible_date",
]
