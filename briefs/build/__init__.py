"""Builds documents: decides what is stale, has it written by worker processes, saves it.

`build` takes options and returns a report. It first compares one digest of all inputs with the
manifest of the last build; only if that differs does it load content, checks and writers, render
the briefs and write the documents whose key has changed. Each file is written whole.

    options      the options and the report of a build
    pipeline     `build`: nothing where no input has changed, else all stages
    lock         one build at a time in an output folder
    inputs       digests of all that a build reads, and the versions of its toolchain
    manifest     what the last build made, and from what
    stages       plan, run, save, write the manifest
    plan         the tasks of a build
    run          tasks in worker processes
    worker       the limits of a process of its own, and a call in one
    scratch      folders of which nothing is left, even if a process is killed
    store        documents that were made before
    formats      the registry of formats
    libraries    the shared libraries of the PDF engine, and how to install them
    editors      the JSON Schemas of a project
    libreoffice  the pages of a Word document as LibreOffice lays it out
    states       what the next build would do with each document
"""

from briefs.build.editors import refresh_schemas, write_schemas
from briefs.build.libraries import install_libraries, install_libreoffice, missing_libraries
from briefs.build.libreoffice import libreoffice_path, libreoffice_version
from briefs.build.manifest import (
    MANIFEST_NAME,
    Entry,
    document_path,
    folder_differences,
    problem_from,
    problem_values,
    read_manifest,
)
from briefs.build.options import (
    BuildOptions,
    BuildReport,
    BuiltDocument,
    OptionsError,
    Progress,
    check_folder,
    reproducible_date,
)
from briefs.build.pipeline import (
    build,
    document_states,
    format_names,
    picture_of,
    warm_workers,
)
from briefs.build.worker import in_a_worker

__all__ = [
    "MANIFEST_NAME",
    "BuildOptions",
    "BuildReport",
    "BuiltDocument",
    "Entry",
    "OptionsError",
    "Progress",
    "build",
    "check_folder",
    "document_path",
    "document_states",
    "folder_differences",
    "format_names",
    "in_a_worker",
    "install_libraries",
    "install_libreoffice",
    "libreoffice_path",
    "libreoffice_version",
    "missing_libraries",
    "picture_of",
    "problem_from",
    "problem_values",
    "read_manifest",
    "refresh_schemas",
    "reproducible_date",
    "warm_workers",
    "write_schemas",
]
