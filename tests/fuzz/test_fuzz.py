"""Whatever the bytes, what reads them neither falls nor hangs; `make fuzz` looks for longer."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.ingest import Request, new_article
from tests.support.fuzzing import DAY, TARGETS, design, library, seeds
from tests.support.paths import DOCUMENTS_FOLDER

# Bytes over which a target once fell, in a folder for each target.
FOUND = sorted((DOCUMENTS_FOLDER / "fuzz").glob("*/*"))
SECONDS = 10


@st.composite
def changed(draw: st.DrawFn, target: str) -> bytes:
    """Bytes of a target, of which some are cut out and others put in."""
    data = draw(st.sampled_from(seeds(target)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 9))
        new = draw(st.one_of(st.binary(max_size=9), st.text(max_size=9).map(as_bytes)))
        data = data[:start] + new * draw(st.sampled_from((1, 1, 400))) + data[end:]
    return data


def as_bytes(text: str) -> bytes:
    return text.encode(errors="ignore")


@pytest.mark.parametrize("target", TARGETS)
def test_changed_bytes_are_read_or_refused(target: str) -> None:
    few = target.startswith(("import", "word", "pdf", "desk"))

    @settings(
        max_examples=12 if few else 60,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=changed(target))
    def run(data: bytes) -> None:
        started = time.monotonic()
        TARGETS[target](data)
        assert time.monotonic() - started < SECONDS

    run()


@pytest.mark.parametrize("ending", ["html", "pdf", "docx", "txt"])
def test_an_importer_is_fuzzed_with_sources_that_it_takes(ending: str) -> None:
    for seed in seeds(f"import-{ending}"):
        made, _ = new_article(seed, Request(f"x.{ending}", DAY), library(), design())
        assert made


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_fuzzing_has_found_is_read_or_refused(path: Path) -> None:
    started = time.monotonic()
    TARGETS[path.parent.name](path.read_bytes())
    assert time.monotonic() - started < SECONDS
