"""The comparison of an edited Word document with its baseline and with the YAML of today."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from briefs.content import LocatedStr, YamlFile, as_printed, leaves, replace_words
from briefs.design import to_western_digits, with_month_names, with_names_of
from briefs.docx import Element
from briefs.docx.read import (
    AUTHOR,
    ID,
    Accept,
    Appearance,
    BaseFormat,
    Line,
    Paragraph,
    TextSpan,
    as_yaml_text,
    parts_referred_to,
    read_stories,
    story_of_chart,
)
from briefs.problems import NO_HINT, Problem, fill
from briefs.pull import formatting
from briefs.pull.baseline import Baseline, baseline_of
from briefs.pull.edits import UNTRACKED, DocumentEdits, Edit
from briefs.pull.structure import StoryComparison

MOST_PAIRS = 50_000  # of equal lines, which take time to compare; our documents have some 1,000
LONGEST_TEXT = 20_000  # characters of one text that was edited
STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
SPLIT = fill("a new paragraph inside it becomes a line break")
TAB = fill("a tab inside it becomes a space")
TAB_ONLY = fill("a tab, which the content cannot hold")


def compare_parts(
    parts: Mapping[str, Element], file: str, files: Mapping[str, YamlFile], accept: Accept
) -> tuple[DocumentEdits | None, list[Problem]]:
    """Return every edit of a document, from its parts by name; or the problem with it.

    Tracked changes count as edits where `accept` accepts their author.
    """
    texts = texts_of(files)
    baseline, wrong = baseline_of(parts, texts)
    if baseline is None:
        hint = fill("pull takes a document that this program built from this content")
        return None, [Problem(file, 0, 0, "word-foreign", wrong, hint)]
    relationships = {name[11:-9]: tree for name, tree in parts.items() if name.endswith(".rels")}
    refer = partial(parts_referred_to, parts["word/document.xml"], relationships.get("document"))
    names = {*STORIES, *refer("headerReference", "footerReference")}
    trees = {name[5:-4]: tree for name, tree in parts.items() if name in names}
    look = parts.get("word/styles.xml"), parts.get("word/numbering.xml")
    appearance = Appearance(*look)
    paragraphs = read_stories(trees, *look, relationships)
    charts = [parts[name] for name in refer("chart") if name in parts]
    paragraphs["charts"] = [line for chart in charts for line in story_of_chart(chart)]
    stories = [StoryComparison(baseline, texts, accept, name, paragraphs) for name in paragraphs]
    if any(story.equal_pairs > MOST_PAIRS for story in stories):
        message = fill("the file is not read: it says the same too often to be compared")
        hint = fill("take the edits over by hand")
        return None, [Problem(file, 0, 0, "word-unsafe", message, hint)]
    comparison = TextComparison(baseline, texts, accept)
    every = [paragraph for story in paragraphs.values() for paragraph in story]
    edits = [edit for story in stories for edit in story.edits()]
    edits += comparison.edits([line for story in stories for line in story.lines])
    used = [paragraph.style for paragraph in every if paragraph.spans]
    edits += formatting.style_edits(baseline, appearance, used)
    edits += formatting.table_edits(trees)
    edits += comparison.comments(parts.get("word/comments.xml"), every)
    return DocumentEdits(baseline.brief, baseline.edition, tuple(dict.fromkeys(edits))), []


def texts_of(files: Mapping[str, YamlFile]) -> dict[str, LocatedStr]:
    """Return every text of the content by its path."""
    return {
        value.path: value
        for file in files.values()
        for _, value in leaves(file.data)
        if isinstance(value, LocatedStr)
    }


@dataclass(frozen=True)
class TextComparison:
    """The texts of a document against its baseline and the texts of today by path."""

    baseline: Baseline
    texts: Mapping[str, LocatedStr]
    accept: Accept

    def edits(self, lines: list[Line]) -> Iterator[Edit]:
        """Yield the edits of texts; a text may be shown often and edited anywhere."""
        versions: dict[str, dict[str, Edit]] = {}
        occurrences = Counter(number for line in lines for number in line.texts)
        for line in lines:
            for number in line.texts:
                if number not in self.baseline.shown:
                    continue
                path, base = self.baseline.shown[number]
                yield from formatting.text_edits(line.texts[number], path, base)
                edit = self.edit(line, number)
                if edit.edited == edit.base:
                    yield from tab_edit(edit)
                    continue
                if edit.edited and occurrences[number] == 1 and len(edit.edited) <= LONGEST_TEXT:
                    same = versions.setdefault(path, {}).get(edit.edited, edit)
                    merged = replace(edit, authors=edit.authors | same.authors)
                    versions[path][edit.edited] = merged
                else:  # nothing but spaces, there twice, or too long for a text
                    yield replace(edit, kind="outside")
        for edits in versions.values():
            for edit in edits.values():
                yield from self.against_yaml(edit, len(edits) > 1)

    def edit(self, line: Line, number: int) -> Edit:
        """Return the text of a number in a line as an edit of the baseline's text."""
        path, base = self.baseline.shown[number]
        edited, note = as_yaml_text(line.texts[number], base), NO_HINT
        if any("\t" in span.text for span in line.texts[number]):
            note = TAB
        if number in line.split:
            edited, note = re.sub(" *\n *", "\n", edited), SPLIT
        authors = frozenset(self.authors(line, number))
        return Edit("text", self.baseline.texts[path], edited, authors, path, note=note)

    def authors(self, line: Line, number: int) -> set[str]:
        """Return who changed a text, UNTRACKED included."""
        path, base = self.baseline.shown[number]
        spans = [span for span in line.spans if span.shown == number and not span.expansion]
        before = [span.settled(reject_all) for span in spans if span.stays(reject_all)]
        authors = {author for span in spans for author in span.authors}
        authors |= {span.before.author for span in spans if span.before and is_bolded(span, base)}
        untracked = as_yaml_text(before, base) != self.baseline.texts[path]
        return {*filter(self.accept, authors), *([UNTRACKED] if untracked else [])}

    def against_yaml(self, edit: Edit, disputed: bool) -> Iterator[Edit]:
        """Yield an edit of a text that the YAML has as it was, else a conflict, nothing if equal.

        `disputed`: the document has the text in more than one new version.
        """
        current = self.texts.get(edit.path)
        written = self.baseline.written[edit.path]
        printed = None if current is None else written.as_written(as_printed(current))
        if printed == edit.edited:
            return
        if printed == edit.base and current is not None and not disputed:
            yield replace(edit, edited=merge_words(current, edit, written), current=current)
        else:
            yield replace(edit, kind="conflict", current=current)

    def comments(self, part: Element | None, paragraphs: list[Paragraph]) -> Iterator[Edit]:
        """Yield the comments, each with the text that it is about."""
        ranges: dict[str, tuple[Paragraph, list[TextSpan]]] = {}
        for paragraph in paragraphs:
            for span in paragraph.spans:
                for identity in span.comments:
                    ranges.setdefault(identity, (paragraph, []))[1].append(span)
        for comment in () if part is None else part:
            words = "\n".join("".join(p.itertext("{*}t")) for p in comment.iter("{*}p")).strip()
            author = frozenset({comment.get(AUTHOR) or ""})
            paragraph, spans = ranges.get(comment.get(ID) or "", (Paragraph(), []))
            path = self.baseline.path_of(spans)
            about = "".join(span.text for span in spans)
            about = about or "".join(span.text for span in paragraph.spans)
            yield Edit("comment", about.replace("\ufffc", "|"), words, author, path)


def tab_edit(edit: Edit) -> Iterator[Edit]:
    """Yield an edit of a text that only typed a tab, which stands beside or in place of a space."""
    if edit.note == TAB:
        authors = edit.authors or frozenset({UNTRACKED})
        yield Edit("formatting", "", TAB_ONLY, authors, edit.path)


def reject_all(_: str) -> bool:
    """Reject the changes of every author."""
    return False


def is_bolded(span: TextSpan, base: BaseFormat) -> bool:
    """Return whether a tracked change of a span made it bold, or no longer bold."""
    return base.marks(span) != base.marks(span.settled(reject_all))


def merge_words(current: LocatedStr, edit: Edit, written: BaseFormat) -> str:
    """Return the YAML's text with only those words changed that the edit changes."""
    core = current.strip()
    own = with_month_names(core, (written.language,)) if written.months else core
    merged = replace_words(own, edit.base, edit.edited)
    if merged is not None and written.months:
        merged = with_names_of(merged, core, written.language)
    if merged is None or alike(merged, written) != alike(edit.edited, written):
        return edit.edited
    return current.replace(core, merged, 1)


def alike(text: str, written: BaseFormat) -> str:
    """Return a text in the form in which texts are compared."""
    return to_western_digits(written.as_written(as_printed(text)))
