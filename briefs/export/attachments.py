"""What the PDF of an edition carries: its evidence in forms that others read, and its text."""

from collections.abc import Sequence

from briefs.content import Brief, Library
from briefs.design import Design, Language
from briefs.export.json_ld import evidence_json, sources_json
from briefs.export.plain_text import plain_text
from briefs.export.snapshot import content_snapshot
from briefs.files import Attachment
from briefs.html import Element

YAML = "application/yaml"  # RFC 9512
CLAIMS = "application/ld+json"
SOURCES = "application/vnd.citationstyles.csl+json"


def attachments_of(
    library: Library, brief: Brief, tree: Element, design: Design
) -> dict[str, Attachment]:
    """File name → what a PDF of the edition `tree` carries, in the languages of the edition.

    The YAML that it was made from, its statements (JSON-LD), its sources (CSL-JSON), its text.
    """
    edition = str(tree.get("data-edition"))
    languages = [design.language(code) for code in design.theme.editions[edition]]
    stem = f"{brief.id}.{edition}"
    claims = evidence_json(library, brief, languages)
    sources = sources_json(library, brief, languages)
    content = content_snapshot(library, brief, tree, [one.code for one in languages])
    text = plain_text(tree, design.theme).encode()
    return {
        f"{stem}.txt": Attachment(
            text, "text/plain", "Alternative", about(languages, "enclosed-text")
        ),
        f"{stem}.evidence.json": Attachment(
            claims, CLAIMS, "Data", about(languages, "enclosed-claims")
        ),
        f"{stem}.sources.json": Attachment(
            sources, SOURCES, "Data", about(languages, "enclosed-sources")
        ),
        **{
            name: Attachment(data, YAML, "Source", about(languages, "enclosed-content"))
            for name, data in content.items()
        },
    }


def about(languages: Sequence[Language], key: str) -> str:
    """What readers show beside a file, in each language of the edition."""
    return " | ".join(one.translate(key) for one in languages)
