"""With the findings of earlier checks, what is found is what a check without them finds."""

from pathlib import Path

import pytest

from briefs import api, checks
from briefs.checks import registry
from briefs.checks.findings import Findings
from briefs.content import Library, Memory, load
from briefs.design import CheckContext
from briefs.problems import Problem

ALPHA, BETA, NORWAY = (f"content/{name}.yaml" for name in
                       ("articles/alpha", "articles/beta", "briefs/norway"))  # fmt: skip
WOULD = "would join if 4 ships came"
# What is replaced in which file, one after the other; an empty name undoes the last change.
CHANGES = [
    (ALPHA, WOULD, "would join if 5 ships came", "number-mismatch"),
    (BETA, "country: ", "country: X", "country-unknown"),
    (BETA, "country: X", "country: ", "number-mismatch"),
    (ALPHA, "would join if 5 ships came", WOULD, ""),
    (ALPHA, "topic: ", "topic: no-", "topic-unknown"),
    ("content/topics.yaml", "id: tolls", "id: no-tolls", "topic-unknown"),
    ("content/topics.yaml", "id: no-tolls", "id: tolls", "topic-unknown"),
    (ALPHA, "topic: no-", "topic: ", ""),
    ("sources/alpha.txt", "\n", "\nEine neue Zeile\n", "source-changed"),
    ("sources/alpha.txt", "\nEine neue Zeile\n", "\n", ""),
    ("content/sources.lock", "  1: ", "  1: 0", "source-changed"),
    ("content/sources.lock", "  1: 0", "  1: ", ""),
    ("content/contradictions.yaml", "at: [", "at: [77, ", "paragraph-unknown"),
    ("content/contradictions.yaml", "at: [77, ", "at: [", ""),
    ("content/glossary.yaml", "terms:", "terms:\n  - {en: [would], ar: [لا]}", "glossary-mismatch"),
    (NORWAY, "template: ", "template: {", "yaml-bracket"),
    (NORWAY, "template: {", "template: ", "glossary-mismatch"),
]


@pytest.fixture
def project(content: Path, sources: Path, tmp_path: Path) -> Path:
    """A folder with the case content and its source texts."""
    assert content.parent == sources.parent == tmp_path
    return tmp_path


def found(project: Path, memory: Memory, findings: Findings) -> list[Problem]:
    library = load(project / "content", None, memory)
    context = api.design_of(library, None).check_context
    return checks.check(library, context, project / "sources", False, findings)


def test_a_change_anywhere_is_found_as_without_them(project: Path) -> None:
    memory, findings = Memory(), Findings()
    assert found(project, memory, findings) == []
    for name, old, new, code in CHANGES:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        now = found(project, memory, findings)
        assert sorted(now, key=repr) == sorted(found(project, Memory(), Findings()), key=repr)
        assert (code in {one.code for one in now}) if code else now == [], (name, now)


def test_a_file_that_has_not_changed_is_not_checked_again_by_itself(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[set[str]] = []
    original = registry.CHECKS["style"]

    def style(library: Library, context: CheckContext) -> list[Problem]:
        looked.append({Path(name).stem for name in (*library.articles, *library.briefs)})
        return list(original(library, context))

    monkeypatch.setattr(registry, "CHECKS", {**registry.CHECKS, "style": style})
    memory, findings = Memory(), Findings()
    found(project, memory, findings)
    found(project, memory, findings)
    file = project / ALPHA
    file.write_text(file.read_text(encoding="utf-8").replace(WOULD, WOULD + " ", 1), "utf-8")
    found(project, memory, findings)
    assert {"alpha", "beta", "norway"} <= looked[0]
    assert looked[1:] == [set(), {"alpha"}]
