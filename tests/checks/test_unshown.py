"""What no brief shows is listed, and nothing is where a brief shows everything."""

from pathlib import Path

from briefs.checks import not_shown
from briefs.content import load


def test_statements_and_experts_that_no_brief_shows_are_listed_at_their_lines(
    content: Path,
) -> None:
    for name in ("crossing", "record"):  # show everything
        (content / "briefs" / f"{name}.yaml").unlink()
    problems = list(not_shown(load(content)))
    assert {problem.code for problem in problems} == {"not-shown"}
    lines = [
        Path(problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1]
        for problem in problems
    ]
    named = [problem.message.split("“")[1].partition("”")[0] for problem in problems]
    assert "alpha/marques-hulls" in named
    assert named[-1] == "marques"  # of people.yaml
    assert not {"alpha/pt-tolls", "beta/signing", "halvorsen"} & set(named)
    for name, line in zip(named, lines, strict=True):
        assert f"id: {name.rpartition('/')[2]}" in line


def test_a_brief_without_a_list_shows_everything(content: Path) -> None:
    assert list(not_shown(load(content))) == []
