"""A build from its options to its report."""

import time

from briefs.build.options import BuildOptions, check_folders, inputs_digest, is_up_to_date
from briefs.build.report import BuildReport, Progress


def build(options: BuildOptions, progress: Progress | None = None) -> BuildReport:
    """Build what is stale and write it into the output folder.

    `progress` is called as each document is written. Problems of the content are in the report;
    an OptionsError is raised for options that no build can follow.
    """
    started = time.monotonic()
    check_folders(options)
    inputs = inputs_digest(options)
    if is_up_to_date(options, inputs):
        return BuildReport(unchanged=True, seconds=time.monotonic() - started)
    from briefs.build.stages import run_stages  # noqa: PLC0415  (half a second to import)

    return run_stages(options, inputs, progress, started)
