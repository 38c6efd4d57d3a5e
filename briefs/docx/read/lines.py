"""The stories of a document as lines to compare, with numbers for its texts: `Poland: ⟦7⟧`.

The writer records these lines in the baseline; `briefs.pull` compares an edited document with them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby

from lxml import etree

from briefs.content import with_marks
from briefs.design import to_western_digits, with_month_names
from briefs.docx.ooxml import Element
from briefs.docx.read.effective_format import Letters, Shape
from briefs.docx.read.reader import INVISIBLE
from briefs.docx.read.spans import OBJECT, PLAIN, Accept, Paragraph, TextSpan

NAMESPACE = "urn:briefs:record:1"  # of the elements of a baseline
NOTE = "note:"  # before the number of the line to which a mark of a note leads, in a baseline
KEYS = ("shape", "sets", "set", "months", "links")  # attributes that not every element of it has

TAB = re.compile(" *\t[ \t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it reads: `template_text` has ⟦7⟧ in place of text 7, `texts` its spans.

    `outside` are the spans between the texts, `spans` all, deleted ones too; `reshaped` the author
    of a tracked change of its format; `split` the texts that a new paragraph divides; `links` where
    it leads, with the spans; `note` the note that begins with it.
    """

    template_text: str
    texts: Mapping[int, list[TextSpan]]
    outside: list[TextSpan]
    spans: list[TextSpan]
    shape: Shape
    reshaped: str | None
    split: frozenset[int]
    links: list[tuple[str, list[TextSpan]]]
    note: str


@dataclass(slots=True)
class Draft:
    """The paragraphs of one line, before tracked changes are accepted or rejected."""

    spans: list[TextSpan] = field(default_factory=list)
    shape: Shape = PLAIN
    reshaped: str | None = None
    mark: TextSpan = field(default_factory=TextSpan)
    split: frozenset[int] = frozenset()
    note: str = ""


def accept_all(_: str) -> bool:
    """Accept the changes of every author."""
    return True


def lines_of(paragraphs: Iterable[Paragraph], accept: Accept = accept_all) -> list[Line]:
    """Return the lines with the changes of these authors accepted; empty ones are left out.

    A paragraph that begins inside a text continues the line, after a line break.
    """
    drafts: list[Draft] = []
    draft = Draft()
    for paragraph in paragraphs:
        first = next((span.shown for span in paragraph.spans if span.text.strip()), 0)
        if paragraph.continues and first == paragraph.continues and not draft.spans and drafts:
            draft = drafts.pop()
            draft.spans.append(replace(draft.mark, text="\n", shown=first))
            draft.split |= {first}
        else:
            draft.shape, draft.reshaped = settled_shape(paragraph, accept)
            draft.note = draft.note or paragraph.note
        draft.spans += paragraph.spans
        if paragraph.mark.stays(accept):
            draft.mark = paragraph.mark
            drafts += [draft] if draft.spans else []
            draft = Draft()
    lines = (line_of(draft, accept) for draft in [*drafts, draft])
    return [line for line in lines if line.template_text]


def settled_shape(paragraph: Paragraph, accept: Accept) -> tuple[Shape, str | None]:
    """Return the paragraph format with these changes accepted, and the author of a change."""
    if paragraph.reshaped is None:
        return paragraph.shape, None
    author, before = paragraph.reshaped
    return (paragraph.shape, author) if accept(author) else (before, None)


def lines_to_compare(
    name: str, paragraphs: Iterable[Paragraph], accept: Accept = accept_all
) -> list[Line]:
    """Return the lines of a story; those of headers and footers in the order of their texts."""
    lines = lines_of(paragraphs, accept)
    return sorted(lines, key=lambda line: line.template_text) if name == "running" else lines


def line_of(draft: Draft, accept: Accept) -> Line:
    """Return the line of a draft with the changes of these authors accepted."""
    kept = [span.settled(accept) for span in draft.spans if span.stays(accept) and span.text]
    # Expansions stand at the end of the line, so that no edit of a text moves one.
    expansions = [span for span in kept if span.shown and span.expansion]
    kept = [span for span in kept if not (span.shown and span.expansion)]
    texts: dict[int, list[TextSpan]] = {}
    template_text, last = "", 0
    for span in kept:
        if not span.shown:
            template_text += span.text
        elif span.shown != last:
            template_text += f"⟦{span.shown}⟧"
        if span.shown:
            texts.setdefault(span.shown, []).append(span)
        last = span.shown
    outside = [span for span in kept if not span.shown] + expansions
    template_text += "".join(span.text for span in expansions)
    links = [(to, list(spans)) for to, spans in groupby(kept, lambda span: span.link) if to]
    return Line(
        template_text.strip(),
        texts,
        outside,
        draft.spans,
        draft.shape,
        draft.reshaped,
        draft.split,
        links,
        draft.note,
    )


@dataclass(frozen=True)
class BaseFormat:
    """The format in which a document shows a text, before `**bold**` within it.

    `digits` is the numbering system (CLDR), `months` the locales of month names that were put in
    place of others; `letters` is None where a baseline does not tell.
    """

    digits: str
    bold: bool
    letters: Letters | None = ()
    months: str = ""

    def as_written(self, text: str) -> str:
        """Return a text, as printed or as in the YAML, with the digits and names of months alike.

        Both have 0–9, and the month names of the language itself.
        """
        text = to_western_digits(text) if self.digits != "latn" else text
        return with_month_names(text, (self.language,)) if self.months else text

    @property
    def language(self) -> str:
        """The language of the month names; empty where they are as written."""
        return self.months.split("_")[0].split(" ")[0]

    def marks(self, span: TextSpan) -> bool:
        """Return whether a span is bold where the text is not, by itself or by its style."""
        by_style = self.letters is not None and is_bolder(span.letters, self.letters)
        return (span.bold or by_style) and not self.bold


def as_yaml_text(spans: Iterable[TextSpan], base: BaseFormat) -> str:
    """Return a text as YAML holds it: `**bold**`, line breaks, the digits 0–9, spaces for tabs."""
    marked = ((span.text, base.marks(span)) for span in spans)
    pairs = [(letter, mark) for text, mark in marked for letter in text]
    return TAB.sub(" ", base.as_written(with_marks(pairs)))


def is_bolder(letters: Letters, base: Letters) -> bool:
    """Return whether letters are bold that are not so in the base format."""
    return any(dict(letters).get(key) == "1" != dict(base).get(key) for key in ("b", "bCs"))


def surrounding_letters(outside: Iterable[TextSpan]) -> list[tuple[str, Letters, TextSpan]]:
    """Return each letter outside the texts of a line with its format and its span; no spaces."""
    return [
        (letter, span.letters, span)
        for span in outside
        if not span.text.startswith(OBJECT)
        for letter in span.text
        if not letter.isspace()
    ]


def story_of_chart(chart: bytes | Element) -> list[Paragraph]:
    """Return a paragraph for each value of a chart: its series, its group, the number.

    A title or label that a person added is a paragraph too: our charts have none of their own.
    """
    tree = etree.fromstring(chart) if isinstance(chart, bytes) else chart
    paragraphs = []
    for series in tree.iter("{*}ser"):
        names, groups, values = (
            [value.text or "" for value in series.iterfind(f"{{*}}{part}//{{*}}v")]
            for part in ("tx", "cat", "val")
        )
        groups += [""] * (len(values) - len(groups))
        for group, value in zip(groups, values, strict=False):
            number = f"{float(value):g}" if re.fullmatch(r"-?\d+(\.\d+)?", value) else value
            words = " · ".join([*names, group, number])
            paragraphs.append(Paragraph([TextSpan(INVISIBLE.sub("", words))]))
    titles = ("".join(paragraph.itertext("{*}t")) for paragraph in tree.iter("{*}p"))
    return paragraphs + [Paragraph([TextSpan(words)]) for words in titles if words]


def fingerprint(baseline: Element) -> str:
    """Return the SHA-256 digest of a baseline, by which a changed or shortened one is found."""
    parts = [baseline.get("brief"), baseline.get("edition")]
    for element in baseline.iter("{*}text", "{*}shown", "{*}line"):
        parts += [element.get(name) for name in ("n", "path", "lang", "bold")] + [element.text]
        parts += [element.attrib[key] for key in KEYS if key in element.attrib]
    for element in baseline.iter("{*}set", "{*}shape", "{*}style"):
        parts += [word for pair in sorted(element.items()) for word in pair]
    return sha256("\0".join(part or "" for part in parts).encode()).hexdigest()
