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
from briefs.messages import joined, verbatim
from briefs.problems import NO_HINT, Message, fill
from briefs.pull.baseline import UNKNOWN, Baseline, BaselineLine
from briefs.pull.edits import UNTRACKED, Edit

BOLD, SIZES, FACES = ("b", "bCs"), ("sz", "szCs"), ("ascii", "cs")
NAMES: Mapping[str, Message] = {
    **dict.fromkeys(BOLD, fill("bold")),
    **dict.fromkeys(("i", "iCs"), fill("italic")),
    "strike": fill("struck through"),
    "dstrike": fill("struck through twice"),
    "caps": fill("in capitals"),
    "smallCaps": fill("in small capitals"),
    "vanish": fill("hidden"),
    "outline": fill("outlined"),
    "shadow": fill("with a shadow"),
    "emboss": fill("embossed"),
    "imprint": fill("engraved"),
    "u": fill("underlined"),
    "highlight": fill("highlighted"),
    "position": fill("raised"),
    "spacing": fill("spaced"),
    "vertAlign": fill("raised"),
    "color": fill("coloured"),
    **dict.fromkeys(SIZES, fill("size")),
    **dict.fromkeys(FACES, fill("face")),
    "bdr": fill("framed"),
    "em": fill("with emphasis marks"),
    "effect": fill("animated"),
}
ALIGNED: Mapping[str, Message] = {
    "": fill("aligned to the start"),
    "end": fill("aligned to the end"),
    "center": fill("centred"),
    "both": fill("justified"),
}
# Others have numbers.
LISTED: Mapping[str, Message] = {
    "": fill("in no list"),
    "list": fill("in a list"),
    "bullet": fill("in a list with bullets"),
}
LEVEL = ", level "  # between the kind of a list and its level, in `Shape.listed`
LINES: Mapping[str, Message] = {
    "top": fill("top"),
    "left": fill("left"),
    "bottom": fill("bottom"),
    "right": fill("right"),
    "between": fill("between"),
    "bar": fill("bar"),
}
# Tracked changes of what is neither a run nor a paragraph.
TRACKED: Mapping[str, Message] = {
    "sectPrChange": fill("page setup"),
    "tblPrChange": fill("table"),
    "tblPrExChange": fill("table"),
    "tblGridChange": fill("widths of columns"),
    "trPrChange": fill("row of a table"),
    "tcPrChange": fill("cell of a table"),
    "cellIns": fill("cell put in"),
    "cellDel": fill("cell taken out"),
    "cellMerge": fill("cells merged"),
    "numberingChange": fill("numbers of a list"),
}
HOLDERS = [f"{{{W}}}{name}" for name in ("p", "tc", "tr", "tbl")]
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
        yield Edit("formatting", "", change or fill("indents or spacing"), authors, context=context)
    letters = zip(surrounding_letters(line.outside), before.letters, strict=False)
    changes = [(span_change(span, base), span) for (_, _, span), base in letters]
    yield from grouped_edits(changes, context=context)


def grouped_edits(
    changes: Iterable[tuple[tuple[Message, str], TextSpan]], path: str = "", context: str = ""
) -> Iterator[Edit]:
    """Yield an edit for each stretch of spans that an author changed in one way."""
    for (change, author), same in groupby(changes, key=itemgetter(0)):
        if change:
            words = "".join({id(span): span.text for _, span in same}.values()).strip()
            edited = fill("{change}: {words}", change=change, words=verbatim(words))
            yield Edit("formatting", "", edited, frozenset({author}), path, context)


def allowed_letters(span: TextSpan, base: BaseFormat) -> Letters:
    """Return the format that a span may have: the text's, and bold where that becomes `**`."""
    letters = base.letters or ()
    if not base.marks(span):
        return letters
    plain = {key: value for key, value in letters if key not in BOLD}
    return tuple(sorted((plain | {k: v for k, v in span.letters if k in BOLD}).items()))


def span_change(span: TextSpan, base: Letters) -> tuple[Message, str]:
    """Return in words how the format of a span differs from its base, and the author of that."""
    change = describe(span.letters, base)
    if span.before is None:
        return change, span.inserted or UNTRACKED
    unknown = (span.before.letters, span.before.bold) == (span.letters, span.bold)
    return change or (fill("set otherwise") if unknown else NO_HINT), span.before.author


def describe(now: Letters, base: Letters) -> Message:
    """Return in words how the format of letters differs from another."""
    if now == base:
        return NO_HINT
    new, old = dict(now), dict(base)
    changed = (key for key in NAMES if new.get(key) != old.get(key))
    words = dict.fromkeys(describe_value(key, new.get(key), old.get(key)) for key in changed)
    return joined(fill(", "), list(words))


def describe_value(key: str, now: str | None, was: str | None) -> Message:
    """Return one property in words; None stands for what the paragraph's style gives."""
    name = NAMES[key]
    if key in SIZES and now and now.isdigit():
        return fill("size {points:g}", points=int(now) / 2)
    if key in (*FACES, "color") and now:
        return fill("{name} {value}", name=name, value=now)
    if key in (*SIZES, *FACES, "color"):
        return fill("{name} as its style", name=name)
    on = bool(now) if now is not None else not was
    return name if on else fill("not {name}", name=name)


def describe_shape(now: Shape, was: Shape) -> Message:
    """Return in words how the format of a paragraph differs from what it was."""
    changes = {
        fill("style “{now}”, was “{was}”", now=now.style, was=was.style): now.style != was.style,
        fill("right to left") if now.direction else fill("left to right"): now.direction
        != was.direction,
        ALIGNED.get(now.align, verbatim(now.align)): now.align != was.align,
        describe_list(now.listed): other_list(now.listed, was.listed),
        fill("shaded {colour}", colour=now.fill) if now.fill else fill("not shaded"): was.fill
        not in (now.fill, UNKNOWN),
        describe_border(now.border): was.border not in (now.border, UNKNOWN),
    }
    return joined(fill(", "), [words for words, changed in changes.items() if changed])


def describe_list(listed: str) -> Message:
    """Return in words whether a paragraph is in a list, and in which."""
    kind, deeper, level = listed.partition(LEVEL)
    words = LISTED.get(kind, fill("in a numbered list"))
    return fill("{list}, level {level}", list=words, level=level) if deeper else words


def describe_border(border: str) -> Message:
    """Return in words which lines a border has, each with its colour."""
    lines = (line.partition(" ") for line in border.split(", ") if line)
    words = [
        fill("{name} {value}", name=LINES.get(name, verbatim(name)), value=value)
        for name, _, value in lines
    ]
    return (
        fill("border: {lines}", lines=joined(fill(", "), words)) if words else fill("border: none")
    )


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
                edited = fill("the style “{name}”: {change}", name=name, change=change)
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
