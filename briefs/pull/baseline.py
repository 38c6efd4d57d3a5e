"""The baseline of a Word document: what it said when it was written, from its custom XML part."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from briefs.docx import Element
from briefs.docx.read import (
    NAMESPACE,
    NOTE,
    BaseFormat,
    Letters,
    Look,
    Shape,
    TextSpan,
    fingerprint,
)
from briefs.messages import counted
from briefs.problems import NO_HINT, Message, fill

NUMBER = re.compile(r"⟦(\d+)⟧")
LONGEST = 40  # characters of a text that stand for it in a line
UNKNOWN = "?"  # what a baseline does not tell of a paragraph


@dataclass(frozen=True)
class BaselineLine:
    """A line as it was written, its format, and the format of each letter outside the texts.

    `links` is where it leads, notes as their lines; None where an older document does not tell.
    """

    template_text: str
    shape: Shape
    letters: tuple[Letters, ...]
    links: list[str] | None = None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the texts in it."""
        return [int(number) for number in NUMBER.findall(self.template_text)]


@dataclass(frozen=True)
class Baseline:
    """What the writer recorded: texts by path, the path and format of each number, lines, styles.

    `written` has how each text was written in the YAML: its digits and names of months.
    """

    brief: str
    edition: str
    texts: Mapping[str, str]
    written: Mapping[str, BaseFormat]
    shown: Mapping[int, tuple[str, BaseFormat]]
    stories: Mapping[str, list[BaselineLine]]
    styles: Mapping[str, Look]

    def path_of(self, spans: Iterable[TextSpan]) -> str:
        """Return the path of the first text that is in some spans; empty where none is."""
        return next((self.shown[one.shown][0] for one in spans if one.shown in self.shown), "")

    def readable(self, template_text: str) -> str:
        """Return a line with the first words of each text in place of its number."""

        def words(match: re.Match[str]) -> str:
            path, _ = self.shown.get(int(match[1]), ("", None))
            text = self.texts.get(path, "…")
            return f"[{text[:LONGEST]}…]" if len(text) > LONGEST else f"[{text}]"

        return NUMBER.sub(words, template_text.replace("\ufffc", "|"))


def baseline_of(
    parts: Mapping[str, Element], paths: Collection[str]
) -> tuple[Baseline | None, Message]:
    """Return the baseline in a document, or the reason why it does not fit today's paths."""
    root = next((tree for tree in parts.values() if tree.tag == f"{{{NAMESPACE}}}record"), None)
    if root is None:
        return None, fill("the document was not built by this program, or has lost its record")
    try:
        baseline = parse_baseline(root)
    except (KeyError, ValueError, IndexError, TypeError):
        baseline = None
    if baseline is None or root.get("sha256") != fingerprint(root):
        return None, fill("the document’s record is damaged")
    if not any(path.startswith(f"briefs/{baseline.brief}/") for path in paths):
        return None, fill(
            "it was built from the brief “{brief}”, which is not in the content",
            brief=baseline.brief,
        )
    missing = sum(path not in paths for path in baseline.texts)
    if missing * 2 > len(baseline.texts):
        return None, counted(
            "it was built from other content: {count} of its texts is not here",
            "it was built from other content: {count} of its texts are not here",
            count=missing,
        )
    return baseline, NO_HINT


def parse_baseline(root: Element) -> Baseline:
    """Parse the XML of a baseline; KeyError, ValueError or IndexError where it lacks something."""
    formats = [tuple(sorted(dict(element.items()).items())) for element in root.iter("{*}set")]
    older = dict.fromkeys(("fill", "border"), UNKNOWN)  # in a document of an older version
    shapes = [Shape(**older | dict(element.items())) for element in root.iter("{*}shape")]
    texts = {element.attrib["path"]: element for element in root.iter("{*}text")}
    written = {
        path: BaseFormat(element.attrib["digits"], False, (), element.get("months", ""))
        for path, element in texts.items()
    }
    shown = {}
    for element in root.iter("{*}shown"):
        path, letters = element.attrib["path"], formats[int(element.attrib["set"])]
        base = replace(written[path], bold=element.get("bold") == "1", letters=letters)
        shown[int(element.attrib["n"])] = path, base
    return Baseline(
        brief=root.get("brief") or "",
        edition=root.get("edition") or "",
        texts={path: element.text or "" for path, element in texts.items()},
        written=written,
        shown=shown,
        stories=parse_stories(root, formats, shapes),
        styles={
            element.attrib["style"]: {key: v for key, v in element.items() if key != "style"}
            for element in root.iter("{*}style")
        },
    )


def parse_stories(
    root: Element, formats: list[Letters], shapes: list[Shape]
) -> dict[str, list[BaselineLine]]:
    """Parse the lines of a baseline by their story, with the lines of notes that they lead to."""
    stories = {
        story.attrib["name"]: [parse_line(line, formats, shapes) for line in story]
        for story in root.iter("{*}story")
    }

    def target(link: str) -> str:
        number = link.removeprefix(NOTE)
        return link if number == link else f"{NOTE}{stories['notes'][int(number)].template_text}"

    return {
        name: [
            replace(line, links=None if line.links is None else [*map(target, line.links)])
            for line in lines
        ]
        for name, lines in stories.items()
    }


def parse_line(line: Element, formats: list[Letters], shapes: list[Shape]) -> BaselineLine:
    """Parse a line of a baseline; ValueError where it has formats for more letters than it has."""
    text = line.text or ""
    pairs = [pair.split("*") for pair in line.attrib["sets"].split()]  # 12*0 3*1
    if sum(int(count) for count, _ in pairs) > len(text):
        raise ValueError(text)
    letters = tuple(formats[int(number)] for count, number in pairs for _ in range(int(count)))
    links = line.attrib["links"].split() if "links" in line.attrib else None
    return BaselineLine(text, shapes[int(line.attrib["shape"])], letters, links)
