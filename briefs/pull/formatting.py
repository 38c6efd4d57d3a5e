"""Edits of formatting, which the content cannot hold and a person is told of."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from lxml import etree

from briefs.docx import Element, W
from briefs.docx.read import (
    AUTHOR,
    Appearance,
    BaseFormat,
    Letters,
    Line,
    Look,
    Shape,
    TextSpan,
    surrounding_letters,
)
from briefs.pull.baseline import UNKNOWN, Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit

NAMES = {
    "b": "bold", "bCs": "bold", "i": "italic", "iCs": "italic", "strike": "struck through",
    "dstrike": "struck through twice", "caps": "in capitals", "smallCaps": "in small capitals",
    "vanish": "hidden", "outline": "outlined", "shadow": "with a shadow", "emboss": "embossed",
    "imprint": "engraved", "u": "underlined", "highlight": "highlighted", "position": "raised",
    "spacing": "spaced", "vertAlign": "raised", "color": "coloured", "sz": "size",
    "szCs": "size", "ascii": "face", "cs": "face", "bdr": "framed", "em": "with emphasis marks",
    "effect": "animated",
}  # fmt: skip
ALIGNED = {"": "aligned to the start", "end": "aligned to the end", "center": "centred",
           "both": "justified"}  # fmt: skip
# Others have numbers.
LISTED = {"": "in no list", "list": "in a list", "bullet": "in a list with bullets"}
# Tracked changes of what is neither a run nor a paragraph.
TRACKED = {
    "sectPrChange": "page setup", "tblPrChange": "table", "tblPrExChange": "table",
    "tblGridChange": "widths of columns", "trPrChange": "row of a table",
    "tcPrChange": "cell of a table", "cellIns": "cell put in", "cellDel": "cell taken out",
    "cellMerge": "cells merged", "numberingChange": "numbers of a list",
}  # fmt: skip
HOLDERS = [f"{{{W}}}{name}" for name in ("p", "tc", "tr", "tbl")]
BOLD, SIZES, FACES = ("b", "bCs"), ("sz", "szCs"), ("ascii", "cs")
LONGEST = 80  # characters of the context of an edit


def text_edits(spans: Iterable[TextSpan], path: str, base: BaseFormat) -> Iterator[Edit]:
    """Yield formatting changes inside a text, except bold, which its content can hold."""
    changes = [
        (span_change(span, allowed_letters(span, base)), span)
        for span in spans
        if span.text.strip()
    ]
    yield from grouped_edits(changes, path=path)


def line_edits(before: BaselineLine, line: Line, baseline: Baseline) -> Iterator[Edit]:
    """Yield formatting changes in an unchanged line: of its paragraph, of letters outside texts."""
    context = baseline.readable(line.template_text)
    change = describe_shape(line.shape, before.shape)
    if change or line.reshaped is not None:
        authors = frozenset({UNTRACKED if line.reshaped is None else line.reshaped})
        yield Edit("formatting", "", change or "indents or spacing", authors, context=context)
    letters = zip(surrounding_letters(line.outside), before.letters, strict=False)
    changes = [(span_change(span, base), span) for (_, _, span), base in letters]
    yield from grouped_edits(changes, context=context)


def grouped_edits(
    changes: Iterable[tuple[tuple[str, str], TextSpan]], path: str = "", context: str = ""
) -> Iterator[Edit]:
    """Yield an edit for each stretch of spans that an author changed in one way."""
    for (change, author), same in groupby(changes, key=itemgetter(0)):
        if change:
            words = "".join({id(span): span.text for _, span in same}.values()).strip()
            edited = f"{change}: {words}"
            yield Edit("formatting", "", edited, frozenset({author}), path, context)


def allowed_letters(span: TextSpan, base: BaseFormat) -> Letters:
    """Return the format that a span may have: the text's, and bold where that becomes `**`."""
    letters = base.letters or ()
    if not base.marks(span):
        return letters
    plain = {key: value for key, value in letters if key not in BOLD}
    return tuple(sorted((plain | {k: v for k, v in span.letters if k in BOLD}).items()))


def span_change(span: TextSpan, base: Letters) -> tuple[str, str]:
    """Return in words how the format of a span differs from its base, and the author of that."""
    change = describe(span.letters, base)
    if span.before is None:
        return change, span.inserted or UNTRACKED
    unknown = (span.before.letters, span.before.bold) == (span.letters, span.bold)
    return change or ("set otherwise" if unknown else ""), span.before.author


def describe(now: Letters, base: Letters) -> str:
    """Return in words how the format of letters differs from another."""
    new, old = dict(now), dict(base)
    changed = (key for key in NAMES if new.get(key) != old.get(key))
    return ", ".join(dict.fromkeys(describe_value(key, new.get(key), old.get(key))
                                   for key in changed))  # fmt: skip


def describe_value(key: str, now: str | None, was: str | None) -> str:
    """Return one property in words; None stands for what the paragraph's style gives."""
    name = NAMES[key]
    if key in SIZES and now and now.isdigit():
        return f"size {int(now) / 2:g}"
    if key in (*FACES, "color") and now:
        return f"{name} {now}"
    if key in (*SIZES, *FACES, "color"):
        return f"{name} as its style"
    on = bool(now) if now is not None else not was
    return name if on else f"not {name}"


def describe_shape(now: Shape, was: Shape) -> str:
    """Return in words how the format of a paragraph differs from what it was."""
    changes = {
        f"style “{now.style}”, was “{was.style}”": now.style != was.style,
        "right to left" if now.direction else "left to right": now.direction != was.direction,
        ALIGNED.get(now.align, now.align): now.align != was.align,
        describe_list(now.listed): other_list(now.listed, was.listed),
        f"shaded {now.fill}" if now.fill else "not shaded": was.fill not in (now.fill, UNKNOWN),
        f"border: {now.border or 'none'}": was.border not in (now.border, UNKNOWN),
    }
    return ", ".join(words for words, changed in changes.items() if changed)


def describe_list(listed: str) -> str:
    """Return in words whether a paragraph is in a list, and in which."""
    kind, comma, level = listed.partition(", ")
    return f"{LISTED.get(kind, 'in a numbered list')}{comma}{level}"


def other_list(now: str, was: str) -> bool:
    """Return whether a paragraph has other numbers; older baselines do not tell which it had."""
    return bool(now) != bool(was) if "list" in (now, was) else now != was


def style_edits(baseline: Baseline, appearance: Appearance, used: Iterable[str]) -> Iterator[Edit]:
    """Yield the changes of the styles that paragraphs have, by their ids."""
    for style in dict.fromkeys(used):
        name = appearance.name(style)
        if name in baseline.styles:
            was, now = baseline.styles[name], appearance.look(style)
            change = describe(known_letters(now, was), known_letters(was, now))
            if change:
                edited = f"the style “{name}”: {change}"
                yield Edit("formatting", "", edited, frozenset({UNTRACKED}))


def known_letters(look: Look, other: Look) -> Letters:
    """Return the properties that have a value; typefaces only where both name them."""
    return tuple((k, v) for k, v in look.items() if v and (k not in FACES or other.get(k)))


def table_edits(trees: Mapping[str, Element]) -> Iterator[Edit]:
    """Yield the tracked changes of pages, tables and lists."""
    for tree in trees.values():
        for change in tree.iter(*(f"{{{W}}}{name}" for name in TRACKED)):
            holder = next(change.iterancestors(*HOLDERS), None)
            words = "" if holder is None else "".join(holder.itertext(f"{{{W}}}t"))
            author = frozenset({change.get(AUTHOR) or UNTRACKED})
            edited = TRACKED[etree.QName(change).localname]
            yield Edit("formatting", "", edited, author, context=words.strip()[:LONGEST])
