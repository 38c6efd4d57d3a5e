"""The XML format of the baseline that each document carries: its namespace and its digest."""

from hashlib import sha256

from briefs.docx.ooxml import Element

NAMESPACE = "urn:briefs:record:1"


def fingerprint(baseline: Element) -> str:
    """Return the SHA-256 digest of a baseline, by which a changed or shortened one is found."""
    parts = [baseline.get("brief"), baseline.get("edition")]
    for element in baseline.iter("{*}text", "{*}shown", "{*}line"):
        parts += [element.get(name) for name in ("n", "path", "lang", "bold")] + [element.text]
        parts += [element.attrib[key] for key in ("shape", "sets", "set") if key in element.attrib]
    for element in baseline.iter("{*}set", "{*}shape", "{*}style"):
        parts += [word for pair in sorted(element.items()) for word in pair]
    return sha256("\0".join(part or "" for part in parts).encode()).hexdigest()
