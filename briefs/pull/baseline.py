"""The record inside a Word document of ours, read back: what the document said when it was made."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefs.content import LocatedStr
from briefs.docx import Element
from briefs.docx.read import NAMESPACE, BaseFormat, Letters, Look, Shape, fingerprint

NUMBER = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True)
class Known:
    """A text as the record has it: its language's digits and what it said."""

    digits: str
    base: str


@dataclass(frozen=True)
class BaselineLine:
    """A line as it was written, and how it and its letters around the texts were set."""

    skeleton: str
    shape: Shape | None = None  # None: the record is older and does not say
    letters: tuple[tuple[int, Letters], ...] = ()

    def each(self) -> Iterable[Letters]:
        """How each letter around the texts was set."""
        return (look for count, look in self.letters for _ in range(count))

    @property
    def numbers(self) -> list[int]:
        """The texts that stand in it."""
        return [int(one) for one in NUMBER.findall(self.skeleton)]


@dataclass(frozen=True)
class Baseline:
    """What the writer recorded: the texts by path, where each is shown, the lines of each story."""

    brief: str
    edition: str
    texts: Mapping[str, Known]
    shown: Mapping[int, tuple[str, BaseFormat]]
    stories: Mapping[str, list[BaselineLine]]
    styles: Mapping[str, Look]

    def readable(self, line: str) -> str:
        """A line with the first words of each text in the place of its number."""

        def words(found: re.Match[str]) -> str:
            path, _ = self.shown.get(int(found[1]), ("", None))
            base = self.texts[path].base if path in self.texts else "…"
            return f"[{base[:40]}…]" if len(base) > 40 else f"[{base}]"

        return NUMBER.sub(words, line.replace("\ufffc", "|"))


def baseline_of(
    parts: Mapping[str, Element], texts: Mapping[str, LocatedStr]
) -> tuple[Baseline | None, str]:
    """The record inside a document, or what is wrong with it."""
    root = next((tree for tree in parts.values() if tree.tag == f"{{{NAMESPACE}}}record"), None)
    if root is None:
        return None, "the document was not built by this program, or has lost its record"
    try:
        record = read(root)
    except (KeyError, ValueError, IndexError, TypeError):
        return None, "the document’s record is damaged"
    if root.get("sha256") != fingerprint(root) or {p for p, _ in record.shown.values()} - set(
        record.texts
    ):
        return None, "the document’s record is damaged"
    if not any(path.startswith(f"briefs/{record.brief}/") for path in texts):
        return None, f"it was built from the brief “{record.brief}”, which is not in the content"
    missing = len(set(record.texts) - set(texts))
    if missing * 2 > len(record.texts):
        return None, f"it was built from other content: {missing} of its texts are not here"
    return record, ""


def read(root: Element) -> Baseline:
    """The record as its elements have it; an error where one lacks something."""
    sets = [tuple(sorted(dict(one.items()).items())) for one in root.iter("{*}set")]
    shapes = [Shape(**dict(one.items())) for one in root.iter("{*}shape")]
    texts = {
        one.attrib["path"]: Known(one.attrib["digits"], one.text or "")
        for one in root.iter("{*}text")
    }
    shown = {}
    for one in root.iter("{*}shown"):
        letters = sets[int(one.attrib["set"])] if "set" in one.attrib else None
        digits = texts[one.attrib["path"]].digits
        plain = BaseFormat(digits, one.get("bold") == "1", letters)
        shown[int(one.attrib["n"])] = one.attrib["path"], plain
    stories = {
        story.attrib["name"]: [line_in(line, sets, shapes) for line in story]
        for story in root.iter("{*}story")
    }
    styles = {
        one.attrib["style"]: {key: value for key, value in one.items() if key != "style"}
        for one in root.iter("{*}style")
    }
    brief, edition = root.get("brief") or "", root.get("edition") or ""
    return Baseline(brief, edition, texts, shown, stories, styles)


def line_in(line: Element, sets: list[Letters], shapes: list[Shape]) -> BaselineLine:
    """A line of the record; an error where it tells of more letters than it has."""
    skeleton = line.text or ""
    if "shape" not in line.attrib:
        return BaselineLine(skeleton)
    pairs = [one.split("*") for one in line.attrib["sets"].split()]
    letters = tuple((int(count), sets[int(number)]) for count, number in pairs)
    if sum(count for count, _ in letters) > len(skeleton):
        raise ValueError(skeleton)
    return BaselineLine(skeleton, shapes[int(line.attrib["shape"])], letters)
