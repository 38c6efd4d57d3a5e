"""The semantic HTML of every case brief and edition equals its golden file, which a person checked.

`pytest tests/html/test_goldens.py --accept` rewrites the goldens; look at the difference.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from briefs.content import Library
from briefs.design import Design
from briefs.html.document import Element
from briefs.html.templates import render
from tests.support.paths import BRIEFS, EDITIONS, ROOT

GOLDENS = ROOT / "tests" / "documents" / "goldens"
INLINE = {"span", "strong", "br", "bdi", "a"}


def indented(tree: Element) -> str:
    """Return a tree with a line for each block; inline elements stay in the line of their block."""
    return "\n".join(lines(tree, 0)) + "\n"


def lines(element: Element, depth: int) -> Iterator[str]:
    """Yield the lines of a block and its children, indented by depth."""
    lead = "  " * depth
    if not any(str(child.tag) not in INLINE for child in element):
        yield lead + etree.tostring(element, encoding="unicode", with_tail=False).strip()
        return
    bare = deepcopy(element)
    for child in list(bare):
        bare.remove(child)
    bare.text = "|"
    start, end = etree.tostring(bare, encoding="unicode", with_tail=False).split("|")
    yield lead + start
    for text, child in zip(
        [element.text, *(child.tail for child in element)], element, strict=False
    ):
        if text and text.strip():
            yield f"{lead}  {text.strip()}"
        yield from lines(child, depth + 1)
    yield lead + end


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", BRIEFS)
def test_the_html_of_a_brief_equals_its_golden(
    name: str, edition: str, library: Library, design: Design, request: pytest.FixtureRequest
) -> None:
    tree, problems = render(library, library.briefs[name], edition, design)
    assert problems == []
    assert tree is not None
    golden = GOLDENS / f"{name}.{edition}.html"
    html = indented(tree)
    if request.config.getoption("--accept"):
        golden.write_text(html, encoding="utf-8")
    assert golden.exists(), "no golden yet: run with --accept and look at it"
    assert html == golden.read_text(encoding="utf-8")


def test_every_brief_and_edition_has_a_golden_and_nothing_else_has() -> None:
    expected = {f"{name}.{edition}.html" for name in BRIEFS for edition in EDITIONS}
    assert {path.name for path in GOLDENS.iterdir()} == expected


def test_a_golden_has_all_text_and_the_spaces_between_inline_elements() -> None:
    tree = etree.fromstring("<section><p>a <span>b</span><span>c</span></p> loose <ul/></section>")
    assert indented(tree) == (
        "<section>\n  <p>a <span>b</span><span>c</span></p>\n  loose\n  <ul/>\n</section>\n"
    )


def run_pytest(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = ["-p", "no:cacheprovider", "-n", "0", "tests/html/test_goldens.py", "--accept", "--co"]
    clean = {key: value for key, value in os.environ.items() if key != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=folder,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_goldens_cannot_be_accepted_in_ci() -> None:
    refused = run_pytest(ROOT, CI="true")
    assert refused.returncode == pytest.ExitCode.USAGE_ERROR
    assert "not for CI" in refused.stderr
    assert run_pytest(ROOT).returncode == pytest.ExitCode.OK
