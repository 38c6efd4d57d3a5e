"""What the PDF of an edition carries: the evidence that it rests on, in forms that others read."""

from briefs import model
from briefs.archive import Attachment
from briefs.claims import evidence_json, sources_json
from briefs.document import Element
from briefs.extract import extract
from briefs.library import Library
from briefs.render import Design

YAML = "application/yaml"  # RFC 9512
CLAIMS = "application/ld+json"
SOURCES = "application/vnd.citationstyles.csl+json"


def enclosed(
    library: Library, brief: model.Brief, tree: Element, design: Design
) -> dict[str, Attachment]:
    """File name → what a PDF of the edition `tree` carries, in the languages of the edition.

    The YAML that it was made from, its statements (JSON-LD) and its sources (CSL-JSON).
    """
    edition = str(tree.get("data-edition"))
    languages = [design.language(code) for code in design.theme.editions[edition]]
    say = languages[0].say
    stem = f"{brief.id}.{edition}"
    claims = evidence_json(library, brief, languages)
    sources = sources_json(library, brief, languages)
    content = extract(library, brief, tree, [one.code for one in languages])
    return {
        f"{stem}.evidence.json": Attachment(claims, CLAIMS, "Data", say("enclosed-claims")),
        f"{stem}.sources.json": Attachment(sources, SOURCES, "Data", say("enclosed-sources")),
        **{
            name: Attachment(data, YAML, "Source", say("enclosed-content"))
            for name, data in content.items()
        },
    }
