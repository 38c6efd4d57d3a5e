"""The files that a PDF carries: its text, evidence and sources, and the YAML it was made from."""

from briefs.content import Brief, Library
from briefs.design import Design
from briefs.export.csl import sources_json
from briefs.export.json_ld import evidence_json
from briefs.export.plain_text import plain_text
from briefs.export.snapshot import content_snapshot
from briefs.files import Attachment
from briefs.html import Element

YAML = "application/yaml"  # RFC 9512
EVIDENCE = "application/ld+json"
SOURCES = "application/vnd.citationstyles.csl+json"


def attachments_of(
    library: Library, brief: Brief, tree: Element, design: Design
) -> dict[str, Attachment]:
    """Return the attachments of the edition `tree`, by file name, in the edition's languages."""
    edition = str(tree.get("data-edition"))
    languages = [design.language(code) for code in design.theme.editions[edition]]
    stem = f"{brief.id}.{edition}"
    text = plain_text(tree, design.theme).encode()
    evidence = evidence_json(library, brief, languages)
    sources = sources_json(library, brief, languages)
    content = content_snapshot(library, brief, tree, [language.code for language in languages])

    def description(key: str) -> str:
        return " | ".join(language.translate(key) for language in languages)

    return {
        f"{stem}.txt": Attachment(text, "text/plain", "Alternative", description("enclosed-text")),
        f"{stem}.evidence.json": Attachment(
            evidence, EVIDENCE, "Data", description("enclosed-claims")
        ),
        f"{stem}.sources.json": Attachment(
            sources, SOURCES, "Data", description("enclosed-sources")
        ),
        **{
            name: Attachment(data, YAML, "Source", description("enclosed-content"))
            for name, data in content.items()
        },
    }
