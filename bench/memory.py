"""Writes one PDF a hundred times in one process: `python -m bench.memory OUTPUT`.

It prints the number of documents and the memory of the process in MB after some of them.
"""

import resource
import sys
from pathlib import Path

from briefs import api
from briefs.build import BuildOptions
from briefs.build.plan import plan_build
from briefs.build.run import run_task
from briefs.checks import Findings

TOLD = (1, 5, 10, 25, 50, 100)


def main(output: str) -> None:
    """Write the PDF of a card of the project in this folder again and again."""
    library = api.load(Path())
    design = api.design_of(library, None)
    options = BuildOptions(output=Path(output), briefs=("poland",), formats=("pdf",))
    task = plan_build(options, library, design, "", Findings()).tasks[0]
    for number in range(1, TOLD[-1] + 1):
        run_task(task, design, options.fonts)
        if number in TOLD:
            pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
            print(number, round(pages * resource.getpagesize() / 1e6), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
