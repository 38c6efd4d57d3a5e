"""The XML of the baseline: its namespace and its digest."""

from hashlib import sha256

from briefs.docx.ooxml import Element

NAMESPACE = "urn:briefs:record:1"


def fingerprint(made: Element) -> str:
    """A digest of a record, so that one that was tampered with or cut short is known."""
    said = [made.get("brief"), made.get("edition")]
    for one in made.iter("{*}text", "{*}shown", "{*}line"):
        said += [one.get("n"), one.get("path"), one.get("lang"), one.get("bold"), one.text]
        said += [one.attrib[key] for key in ("shape", "sets", "set") if key in one.attrib]
    for one in made.iter("{*}set", "{*}shape", "{*}style"):
        said += [word for pair in sorted(one.items()) for word in pair]
    return sha256("\0".join(part or "" for part in said).encode()).hexdigest()
