"""TODO door of build."""

from briefs.build.formats import FORMATS
from briefs.build.manifest import MANIFEST_NAME, folder_differences, read_manifest
from briefs.build.options import BuildOptions, inputs_digest, is_up_to_date
from briefs.build.plan import plan_build
from briefs.build.run import BuildResult, run_tasks, save, save_evidence, write_manifest

__all__ = [
    "FORMATS",
    "MANIFEST_NAME",
    "BuildOptions",
    "BuildResult",
    "folder_differences",
    "inputs_digest",
    "is_up_to_date",
    "plan_build",
    "read_manifest",
    "run_tasks",
    "save",
    "save_evidence",
    "write_manifest",
]
