"""The API as another program calls it: typed results, nothing printed, no exit."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefs import api
from tests.support.checkout import Checkout
from tests.support.paths import CONTENT, ROOT


def test_the_example_of_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "0 problems\nat-a-glance/at-a-glance.en.pdf 1 pages, 0 problems\n"


def test_content_is_loaded_checked_and_rendered_without_a_word(
    capfd: pytest.CaptureFixture[str],
) -> None:
    library = api.load(str(CONTENT))
    assert library.project is not None
    assert library.project.id == "cases"
    assert api.check(library) == []
    tree, problems = api.render(library, "norway", "ar")
    assert problems == []
    assert tree is not None
    assert tree.get("dir") == "rtl"
    with pytest.raises(KeyError):
        api.render(library, "sweden", "ar")
    assert capfd.readouterr() == ("", "")


def test_problems_of_reading_and_of_the_checks_come_together(content: Path) -> None:
    (content / "topics.yaml").write_text("topics: [", encoding="utf-8")
    people = content / "people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("country: NO", "country: UK", 1), encoding="utf-8")
    library = api.load(content)
    assert [problem.code for problem in library.problems] == ["yaml-syntax"]
    assert {"yaml-syntax", "country-unknown"} <= {problem.code for problem in api.check(library)}


def test_a_build_reports_each_document_and_raises_for_options_it_cannot_follow(
    fresh: Checkout, capfd: pytest.CaptureFixture[str]
) -> None:
    shown: list[tuple[str, int]] = []
    options = api.BuildOptions(
        content=fresh.content,
        templates=fresh.templates,
        output=fresh.output,
        briefs=("norway",),
        formats=("docx",),
    )
    report = api.build(options, lambda document, total: shown.append((document.path, total)))
    assert {document.path for document in report.documents} == {path for path, _ in shown}
    assert [total for _, total in shown] == [3, 3, 3]
    assert (report.problems, report.kept, report.unchanged) == ((), 0, False)
    assert api.build(options).kept == 3
    with pytest.raises(api.OptionsError, match="there is no brief “sweden”"):
        api.build(api.BuildOptions(fresh.content, fresh.templates, fresh.output, ("sweden",)))
    assert capfd.readouterr() == ("", "")


def test_a_document_that_nobody_edited_brings_no_edit(built: Checkout) -> None:
    library = api.load(built.content)
    report = api.pull(built.output / "norway" / "norway.en.docx", library)
    assert (report.brief, report.edition) == ("norway", "en")
    assert (report.edits, report.problems, dict(report.files)) == ((), (), {})
