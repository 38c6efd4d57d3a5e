"""The context of a JSON-LD file of evidence: the terms of schema.org, and our own."""

from collections.abc import Mapping

URN = "urn:brief:"
TEXTS = {"@container": "@language"}
LINK = {"@type": "@id"}
EDTF = {"@type": "http://id.loc.gov/datatypes/edtf/EDTF-level1"}
# The context is inside the file, so that a processor needs no network. schema.org has no terms for
# those that begin with `brief:`; docs/evidence.md explains them.
CONTEXT: Mapping[str, object] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "brief": f"{URN}vocabulary:",
    **dict.fromkeys(("alternateName", "description", "jobTitle", "name", "text"), TEXTS),
    **dict.fromkeys(("brief:fieldwork", "brief:mode", "brief:note", "brief:reason"), TEXTS),
    **dict.fromkeys(("brief:universe", "brief:wording"), TEXTS),
    **dict.fromkeys(("about", "author", "citation", "creator"), LINK),
    **dict.fromkeys(("isBasedOn", "isPartOf", "observationAbout"), LINK),
    **dict.fromkeys(("datePublished", "temporalCoverage"), EDTF),
    "brief:csl": {"@type": "@json"},
    "brief:via": {"@type": "@id", "@container": "@list"},
}
