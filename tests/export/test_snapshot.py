"""The content that a PDF carries has what the project states for its brief, and no more."""

from pathlib import Path

import yaml

from briefs.content import Library, load
from briefs.design import Design
from briefs.export.snapshot import content_snapshot
from briefs.html import render

SETTINGS = (
    "id: cases\nissuer: {en: Harbour Unit, ar: وحدة الموانئ}\nhandling: {en: All, ar: الكل}\n"
)


def snapshot(library: Library, design: Design) -> dict[str, bytes]:
    brief = library.briefs["norway"]
    tree, problems = render(library, brief, "en", design)
    assert problems == []
    assert tree is not None
    return content_snapshot(library, brief, tree, ["en"])


def test_a_pdf_carries_the_issuer_and_the_handling_that_the_project_states(
    content: Path, design: Design
) -> None:
    (content.parent / "briefs.yaml").write_text(SETTINGS, encoding="utf-8")
    held = yaml.safe_load(snapshot(load(content), design)["briefs.yaml"])
    assert held == {"issuer": {"en": "Harbour Unit"}}
    brief = content / "briefs" / "norway.yaml"
    text = brief.read_text(encoding="utf-8")
    own = "handling: {en: For practice only, ar: للتدريب فقط}\n"
    assert own in text
    brief.write_text(text.replace(own, ""), encoding="utf-8")
    held = yaml.safe_load(snapshot(load(content), design)["briefs.yaml"])
    assert held == {"issuer": {"en": "Harbour Unit"}, "handling": {"en": "All"}}


def test_nothing_of_a_project_is_carried_that_the_document_does_not_show(
    library: Library, design: Design
) -> None:
    assert "briefs.yaml" not in snapshot(library, design)


def test_the_issuer_stands_in_the_masthead(content: Path, design: Design) -> None:
    (content.parent / "briefs.yaml").write_text(SETTINGS, encoding="utf-8")
    library = load(content)
    tree, _ = render(library, library.briefs["norway"], "ar-en", design)
    assert tree is not None
    words = " ".join("".join(tree.find(".//header").itertext()).split())  # type: ignore[union-attr]
    assert "Harbour Unit" in words
    assert "وحدة الموانئ" in words
