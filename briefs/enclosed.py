"""What the PDF of an edition carries: its evidence in forms that others read, and its text."""

from collections.abc import Sequence

from briefs import model
from briefs.claims import evidence_json, sources_json
from briefs.document import Element
from briefs.extract import extract
from briefs.files import Attachment
from briefs.language import Language
from briefs.library import Library
from briefs.render import Design
from briefs.twin import text_of

YAML = "application/yaml"  # RFC 9512
CLAIMS = "application/ld+json"
SOURCES = "application/vnd.citationstyles.csl+json"


def enclosed(
    library: Library, brief: model.Brief, tree: Element, design: Design
) -> dict[str, Attachment]:
    """File name → what a PDF of the edition `tree` carries, in the languages of the edition.

    The YAML that it was made from, its statements (JSON-LD), its sources (CSL-JSON), its text.
    """
    edition = str(tree.get("data-edition"))
    languages = [design.language(code) for code in design.theme.editions[edition]]
    stem = f"{brief.id}.{edition}"
    claims = evidence_json(library, brief, languages)
    sources = sources_json(library, brief, languages)
    content = extract(library, brief, tree, [one.code for one in languages])
    text = text_of(tree, design.theme).encode()
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
    return " | ".join(one.say(key) for one in languages)
