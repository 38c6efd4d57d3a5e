"""Fuzzes one target with atheris: `python -m tests.fuzz NAME SECONDS` (`make fuzz` does all).

What is found is written into the current folder as `crash-…`, `timeout-…` or `oom-…`.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["briefs"]):
    from tests.support.fuzzing import TARGETS, seeds

LIMITS = ("-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1")
# Documents, not the few bytes that run the same lines: libFuzzer begins with short inputs, replaces
# longer ones by them, and forgets a seed that reaches no line of its own.
DOCUMENTS = ("-keep_seed=1", "-reduce_inputs=0", "-len_control=0")


def main(target: str, seconds: str) -> None:
    """Change the seeds of a target for some seconds."""
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(target)):
            Path(folder, str(number)).write_bytes(seed)
        longest = max(60_000, *(2 * len(seed) for seed in seeds(target)))  # a longer seed is cut
        limits = (*LIMITS, *DOCUMENTS, f"-max_len={longest}", f"-max_total_time={seconds}")
        atheris.Setup([target, *limits, folder], TARGETS[target])
        atheris.Fuzz()


main(*sys.argv[1:])
