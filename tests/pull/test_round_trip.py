"""Edited Word documents compared with their baseline: exactly the edits made are found."""

import os
import random
import shutil
import subprocess
import tempfile
import zipfile
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefs.content import LocatedStr
from briefs.content.inline_markup import as_printed, with_marks
from briefs.content.library import Library, load
from briefs.design import Design, load_design
from briefs.design.theme import Theme
from briefs.pull.compare import texts_of
from tests.support.docx_edits import (
    DATE,
    changed,
    child_of,
    compare,
    controls,
    document_of,
    documents_of,
    edits_of,
    expansion_runs,
    letters,
    make,
    number_of,
    outside_runs,
    paragraphs,
    parent_of,
    replace_in,
    run,
    shown_paths,
    split_runs,
    text_of,
    track_deletion,
    with_part,
)
from tests.support.docx_helpers import W
from tests.support.docx_lint import parts_of
from tests.support.docx_validators import Validator, each_validator
from tests.support.paths import CONTENT, ROOT, TEMPLATES

MARKS = str.maketrans("", "", "\u200e\u200f")
# A text with everything that a text can have: bold, a line break, digits, both scripts.
HARD = {
    "en": "A **bold start**, 1,234.5 and 45% of العبور\\nthen **more**.",
    "ar": "**بداية** عريضة، 1,234.5 و45% من Crossing Desk\\nثم **المزيد**.",
}


Documents = dict[str, tuple[bytes, Library]]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The case content with that text as a bottom line."""
    root = tmp_path_factory.mktemp("hard")
    shutil.copy(CONTENT.parent / "briefs.yaml", root)
    folder = shutil.copytree(CONTENT, root / "content")
    path = folder / "briefs" / "crossing.yaml"
    loaded = load(folder)
    text = path.read_text("utf-8")
    for code, words in HARD.items():
        was = loaded.briefs["crossing"].bottom_line.text[code]
        assert text.count(str(was)) == 1
        text = text.replace(str(was), f'"{words}"'.strip())
    path.write_text(text, "utf-8")
    loaded = load(folder)
    problems = list(loaded.problems)
    assert problems == []
    return loaded


@pytest.fixture(scope="module")
def everything(hard: Library) -> Documents:
    """All documents of the real content and of the case content, Arabic-Indic digits too."""
    design = load_design(TEMPLATES)
    real = load(ROOT / "content")
    given = design.theme.model_dump()
    given["languages"]["ar"]["digits"] = "arab"
    other = replace(design, theme=Theme.model_validate(given))
    sets = {"": (real, design), "case ": (hard, design), "digits ": (hard, other)}
    made = {
        f"{prefix}{name}": (data, library)
        for prefix, (library, look) in sets.items()
        for name, data in documents_of(library, look).items()
    }
    assert len(made) >= 21 + 9 + 9
    return made


def test_unedited_documents_have_no_edits(everything: Documents) -> None:
    for name, (data, library) in everything.items():
        found = edits_of(data, library.files)
        assert found.edits == (), name
        assert f"{found.brief}.{found.edition}" == name.split()[-1]


def test_runs_split_as_word_splits_them_are_no_edits(everything: Documents) -> None:
    chance = random.Random(4)
    for name, (data, library) in everything.items():
        split = changed(data, lambda root: split_runs(root, chance))
        both = changed(split, lambda root: split_runs(root, chance), "word/footnotes.xml")
        assert len({data, split, both}) == 3
        assert edits_of(both, library.files).edits == (), name


class Office:
    """LibreOffice with a new profile and the project's fonts."""

    def __init__(self, base: Path) -> None:
        self.base, self.profile = base, base / "profile"
        (base / "fonts.conf").write_text(f"<fontconfig><dir>{ROOT / 'fonts'}</dir></fontconfig>")

    def run(self, *words: str) -> None:
        """Run LibreOffice without a window until it ends."""
        command = ["soffice", f"-env:UserInstallation=file://{self.profile}", "--headless", *words]
        environment = {**os.environ, "FONTCONFIG_FILE": str(self.base / "fonts.conf")}
        subprocess.run(command, check=True, capture_output=True, env=environment, timeout=90)

    def __call__(self, given: dict[str, bytes]) -> dict[str, bytes]:
        """Return documents as LibreOffice saves them."""
        folder = Path(tempfile.mkdtemp(dir=self.base))
        for name, data in given.items():
            (folder / f"{name}.docx").write_bytes(data)
        paths = [str(path) for path in sorted(folder.iterdir())]
        self.run("--convert-to", "docx", "--outdir", str(folder / "out"), *paths)
        made = {name: (folder / "out" / f"{name}.docx").read_bytes() for name in given}
        assert all(made[name] != data for name, data in given.items())
        return made


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def test_what_libreoffice_saves_has_the_same_edits(everything: Documents, office: Office) -> None:
    """Of documents without edits, with some made in Word first, and with one in each edition."""
    given = {name: data for name, (data, _) in everything.items()}
    # Edited in Word first, tracked and not; LibreOffice saves controls without tags.
    data, library = everything["case crossing.ar-en"]
    tracked = changed(data, lambda root: replace_in(controls(root)[4], (0, 3), "Tracked", "Anna"))
    both = changed(tracked, lambda root: replace_in(controls(root)[6], (0, 3), "Plain", None))
    given["both"] = changed(both, type_after_expansion)
    names = [f"case crossing.{edition}" for edition in ("en", "ar", "ar-en")]
    for name in names:
        given[f"one {name}"] = changed(
            everything[name][0], lambda root: replace_in(controls(root)[6], (0, 3), "X", None)
        )
    saved = office(given)
    for name, (_, own) in everything.items():
        assert edits_of(saved[name], own.files).edits == (), name
    made = edits_of(given["both"], library.files).edits
    expected = {(e.path, e.edited, e.authors) for e in made}
    assert any("the Sea Board typed has" in edited for _, edited, _ in expected)
    assert [by for _, _, by in sorted(expected)].count(frozenset({"Anna"})) == 1
    again = edits_of(saved["both"], library.files).edits
    assert {(e.path, e.edited, e.authors) for e in again} == expected
    for name in names:
        [edit] = edits_of(saved[f"one {name}"], everything[name][1].files).edits
        assert (edit.kind, edit.edited[0]) == ("text", "X"), name


def type_after_expansion(root: etree._Element) -> None:
    """Type a word right after the first expansion, which gives it the style of the expansion."""
    first = expansion_runs(root)[0]
    first.addnext(run(" typed", first))


MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">Sub Edit
 Dim how(0) As New com.sun.star.beans.PropertyValue
 how(0).Name = "Hidden" : how(0).Value = True
 doc = StarDesktop.loadComponentFromURL("file://{given}", "_blank", 0, how())
 Replace doc, "{plain}", "Typed in LibreOffice"
 doc.RecordChanges = True
 Replace doc, "{tracked}", "Tracked in LibreOffice"
 Replace doc, "{label}", "Another label"
 doc.RecordChanges = False
 spot = Seek(doc, "{split}")
 spot.getText().insertControlCharacter(spot.getEnd(), 0, False)
 spot = Seek(doc, "{heading}")
 spot.CharPosture = com.sun.star.awt.FontSlant.ITALIC
 spot.CharWeight = 100
 spot.ParaAdjust = 3
 Dim save(0) As New com.sun.star.beans.PropertyValue
 save(0).Name = "FilterName" : save(0).Value = "MS Word 2007 XML"
 doc.storeToURL("file://{made}", save())
 doc.close(True)
 StarDesktop.terminate
End Sub
Sub Replace(doc, was, now)
 spot = Seek(doc, was)
 spot.String = now
End Sub
Function Seek(doc, words)
 what = doc.createSearchDescriptor()
 what.SearchString = words
 Seek = doc.findFirst(what)
End Function</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/></library:library>"""


def test_what_a_person_types_in_libreoffice_is_found(
    everything: Documents, office: Office, tmp_path: Path
) -> None:
    """A macro replaces words of two texts (one tracked) and of a label, presses Enter in a third
    text, and makes a heading light, italic and centred."""
    document, library = everything["case crossing.en"]
    if not office.profile.exists():  # the macro goes into it
        office({"a": document})
    given, made = tmp_path / "given.docx", tmp_path / "made.docx"
    given.write_bytes(document)
    paths = shown_paths(document)
    texts = texts_of(library.files)
    wanted = [p for p in paths.values() if p.startswith("articles/") and p.endswith("text/en")]
    plain, tracked, split = (" ".join(texts[path].split()[1:4]) for path in wanted[:3])
    names = {"given": given, "made": made, "plain": plain, "tracked": tracked, "split": split}
    names["heading"] = "Key judgements"
    folder = office.profile / "user" / "basic" / "Standard"
    (folder / "Module1.xba").write_text(MODULE.format(**names, label="Bottom line"), "utf-8")
    (folder / "script.xlb").write_text(LIBRARY, "utf-8")
    office.run("macro:///Standard.Module1.Edit")
    found = edits_of(made.read_bytes(), library.files).edits
    edits = {edit.path: edit for edit in found if edit.kind == "text"}
    assert set(edits) == set(wanted[:3])
    was = as_printed(texts[wanted[2]])
    assert edits[wanted[2]].edited == was.replace(f"{split} ", f"{split}\n", 1)
    for path, new in zip(wanted, ("Typed in LibreOffice", "Tracked in LibreOffice"), strict=False):
        was = as_printed(texts[path])
        old = plain if new.startswith("Typed") else tracked
        assert edits[path].edited == was.replace(old, new, 1)
        assert (edits[path].authors == {""}) == new.startswith("Typed")
    changes = [edit.edited for edit in found if edit.kind == "formatting"]
    assert changes == ["centred", "not bold, italic: Key judgements"]
    others = [edit for edit in found if edit.kind not in ("text", "formatting")]
    assert [edit.kind for edit in others] == ["outside"]
    assert "Another label" in others[0].edited


def test_texts_have_content_controls_with_short_tags_and_unique_ids(
    everything: Documents,
) -> None:
    for name, (data, _) in everything.items():
        with zipfile.ZipFile(BytesIO(data)) as archive:
            trees = [
                etree.fromstring(archive.read(f"word/{n}.xml")) for n in ("document", "footnotes")
            ]
        values = {
            kind: [one.attrib[W + "val"] for tree in trees for one in tree.iter(W + kind)]
            for kind in ("id", "tag", "alias")
        }
        assert values["tag"]
        assert len(set(values["id"])) == len(values["id"]), name
        assert all(len(one) <= 64 for one in values["tag"] + values["alias"])
        marks = [m for tree in trees for m in tree.iter(W + "bookmarkStart")]
        assert len({m.get(W + "id") for m in marks}) == len(marks)
        assert len({m.get(W + "name") for m in marks}) == len(marks)
        assert all(tree.find(f".//{W}showingPlcHdr") is None for tree in trees)


@each_validator
def test_the_case_documents_are_valid(
    everything: Documents, tmp_path: Path, validator: Validator
) -> None:
    """These are the documents of the cases; test_docx_valid.py has those of the project."""
    for name, (data, _) in everything.items():
        if not name.startswith("case"):
            continue
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        assert validator(path) == [], name


WORDS = st.text(
    st.sampled_from("abcXYZ ,.;:()-–'\"#*&<>{}%0123456789ابتثجحخ،؛؟«»٠١٢ \u200f\u00e9"), max_size=12
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_edit_inside_a_text_is_found_and_nothing_else(
    everything: Documents, data: st.DataObject
) -> None:
    """Texts are replaced, inserted and deleted, tracked or not, several at once."""
    names = [name for name in everything if not name.startswith("digits") and "crossing" in name]
    document, library = everything[data.draw(st.sampled_from(names))]
    texts = texts_of(library.files)
    bases = {path: as_printed(text) for path, text in texts.items()}
    expected: dict[str, tuple[str, frozenset[str]]] = {}
    paths = shown_paths(document)

    def edit(root: etree._Element) -> None:
        contents = controls(root)
        for number in data.draw(
            st.lists(st.sampled_from(sorted(contents)), min_size=1, max_size=4)
        ):
            path, content = paths[number], contents[number]
            # Edits of a text with an expansion: see test_expansions.py.
            if path in expected or "**" in bases[path] or expansion_runs(content):
                continue
            whole = text_of(content)
            start = data.draw(st.integers(0, len(whole)))
            end = data.draw(st.integers(start, min(len(whole), start + 9)))
            new = data.draw(WORDS)
            author = data.draw(st.sampled_from([None, "Anna", "مها"]))
            edited = (whole[:start] + new + whole[end:]).translate(MARKS).strip()
            if not edited:
                continue
            replace_in(content, (start, end), new, author)
            edited = with_marks([(letter, False) for letter in edited])
            if edited != bases[path]:
                expected[path] = (edited, frozenset({author or ""}))

    found = edits_of(changed(document, edit), library.files).edits
    assert {e.path: (e.edited.strip(), e.authors) for e in found} == expected
    assert all(e.kind == "text" for e in found)


def outside_change(root: etree._Element, chance: random.Random, author: str | None) -> str:
    """Make a random change outside all texts."""
    kind = chance.choice(("words", "picture", "insert", "delete", "move"))
    if kind in ("words", "picture"):
        old = chance.choice(outside_runs(root))
        old.addnext(put_in(run(" new", old) if kind == "words" else make("r", picture()), author))
    elif kind == "insert":
        mark = make("rPr", *([make("ins", id="8", author=author, date=DATE)] if author else []))
        new = make("p", make("pPr", mark), put_in(run("A new paragraph."), author))
        chance.choice(paragraphs(root)).addnext(new)
    elif kind == "delete" and author:
        for old in list(chance.choice(paragraphs(root)).iter(W + "r")):
            track_deletion(old, author)
    else:
        one = chance.choice([p for p in paragraphs(root) if len(parent_of(p).findall(W + "p")) > 1])
        far = [p for p in parent_of(one) if abs(index_of(p) - index_of(one)) > 3]
        if kind == "move" and far:
            chance.choice([p for p in far if p.tag == W + "p"] or [one]).addnext(deepcopy(one))
        parent_of(one).remove(one)
    return kind


def index_of(one: etree._Element) -> int:
    """Return the index of an element in its parent."""
    return parent_of(one).index(one)


def put_in(new: etree._Element, author: str | None) -> etree._Element:
    """Return a new element, tracked where an author is named."""
    return new if author is None else make("ins", new, id="9", author=author, date=DATE)


def picture() -> etree._Element:
    """Return a minimal picture."""
    return make("drawing")


@pytest.mark.parametrize("seed", range(60))
def test_every_change_outside_the_texts_is_reported(everything: Documents, seed: int) -> None:
    chance = random.Random(seed)
    names = sorted(name for name in everything if name.startswith("case"))
    document, library = everything[chance.choice(names)]
    author = chance.choice((None, "Anna"))
    kinds: list[str] = []
    spoilt = changed(document, lambda root: kinds.append(outside_change(root, chance, author)))
    found = edits_of(spoilt, library.files).edits
    assert found, kinds
    expected = {"outside", "moved"} if kinds == ["move"] else {"outside"}
    assert {e.kind for e in found} <= expected, (kinds, found)
    if kinds == ["move"]:
        author = None  # moved without tracking
    assert all(e.authors == {author or ""} for e in found), (kinds, found)


def test_changes_in_notes_headers_and_charts_are_reported(
    everything: Documents,
) -> None:
    document, library = everything["case crossing.en"]

    def words(root: etree._Element) -> None:
        last = [t for t in root.iter(W + "t") if (t.text or "").strip()][-1]
        last.text = f"{last.text} X"

    def value(root: etree._Element) -> None:
        child_of(root, ".//{*}val//{*}v").text = "99"

    with zipfile.ZipFile(BytesIO(document)) as archive:
        names = archive.namelist()
    parts = {"word/footnotes.xml": words, "word/header1.xml": words}
    parts |= {name: value for name in names if name.startswith("word/charts/chart")}
    assert len(parts) >= 3
    for part, change in parts.items():
        found = edits_of(changed(document, change, part), library.files).edits
        assert [e.kind for e in found] == ["outside"], part
        assert ("99" if "chart" in part else "X") in found[0].edited


def test_bold_and_line_breaks_are_edits_and_other_formatting_is_reported(
    everything: Documents,
) -> None:
    document, library = everything["case crossing.en"]
    paths = shown_paths(document)
    [number] = [n for n, path in paths.items() if path == "briefs/crossing/bottom_line/text/en"]

    def edit(root: etree._Element) -> None:
        content = controls(root)[number]
        replace_in(content, (0, 1), "Some", None)
        runs = list(content.iter(W + "r"))
        words = make("rPr", make("b"), make("i"))
        runs[-1].addnext(make("r", words, make("br"), letters("new")))

    found = edits_of(changed(document, edit), library.files).edits
    assert [e.kind for e in found] == ["formatting", "text"]
    assert found[0].edited == "italic: new"
    hard = HARD["en"].replace("\\n", "\n")
    assert found[1].edited == "Some" + hard.removeprefix("A") + "\n**new**"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    typed=st.lists(st.tuples(st.sampled_from("ab*\\\\ "), st.booleans()), min_size=1, max_size=9)
)
@example(typed=[("a", True), ("*", False)])
@example(typed=[("*", True), ("a", False), ("*", True)])
@example(typed=[(letter, False) for letter in "**a**"])
def test_bold_and_stars_that_came_from_word_are_printed_in_word_again(
    hard: Library, design: Design, typed: list[tuple[str, bool]]
) -> None:
    small = replace(hard, briefs={"crossing": deepcopy(hard.briefs["crossing"])})
    texts = small.briefs["crossing"].bottom_line.text
    document = document_of(small, design, "crossing", "en")
    number = number_of(document, texts["en"].path)
    typed = [("S", False), *typed, ("E", False)]

    def edit(root: etree._Element) -> None:
        content = controls(root)[number]
        for old in list(content.iter(W + "r")):
            parent_of(old).remove(old)
        for letter, bold in typed:
            content.append(make("r", make("rPr", *[make("b")] * bold), letters(letter)))

    [found] = edits_of(changed(document, edit), small.files).edits
    place = (texts["en"].line, texts["en"].column)
    texts["en"] = LocatedStr.at(found.edited, texts["en"].path, texts["en"].file, place)
    again = document_of(small, design, "crossing", "en")
    printed = [
        (letter, one.find(f"{W}rPr/{W}b") is not None)
        for one in controls(parts_of(again)["word/document.xml"])[number].iter(W + "r")
        for letter in text_of(one)
    ]
    assert [one for one in printed if one[0] != " "] == [one for one in typed if one[0] != " "]


def test_arabic_indic_digits_become_western_ones(everything: Documents) -> None:
    document, library = everything["digits crossing.ar"]
    paths = shown_paths(document)
    [number] = [n for n, path in paths.items() if path == "briefs/crossing/bottom_line/text/ar"]

    def edit(root: etree._Element) -> None:
        content = controls(root)[number]
        assert "٤٥٪" in text_of(content)
        at = text_of(content).index("٤٥٪")
        replace_in(content, (at, at + 2), "٦٧٫٥", None)

    [found] = edits_of(changed(document, edit), library.files).edits
    assert found.edited == HARD["ar"].replace("\\n", "\n").replace("45%", "67.5%")


def test_a_comment_is_listed_with_the_text_that_it_is_about(everything: Documents) -> None:
    document, library = everything["case crossing.en"]

    def hang(root: etree._Element) -> None:
        sdt = parent_of(controls(root)[5])
        sdt.addprevious(make("commentRangeStart", id="0"))
        sdt.addnext(make("r", make("commentReference", id="0")))
        sdt.addnext(make("commentRangeEnd", id="0"))

    comment = make("comment", make("p", run("Is that so?")), id="0", author="Anna", date=DATE)
    part = etree.tostring(make("comments", comment))
    commented = with_part(changed(document, hang), "word/comments.xml", part)
    [found] = edits_of(commented, library.files).edits
    assert (found.kind, found.edited, *found.authors) == ("comment", "Is that so?", "Anna")
    assert found.path == shown_paths(document)[5]


def test_a_text_that_changed_in_the_yaml_too_is_a_conflict(
    everything: Documents, content: Path
) -> None:
    document, library = everything["case crossing-note.en"]
    path = shown_paths(document)[2]
    text = texts_of(library.files)[path]
    edited = changed(document, lambda root: replace_in(controls(root)[2], (0, 1), "Q", None))
    assert [e.kind for e in edits_of(edited, library.files).edits] == ["text"]
    file = content / Path(text.file).relative_to(Path(text.file).parents[1])
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(str(text).strip()[:20], "Z" + str(text)[1:20]), "utf-8")
    now = load(content)
    [found] = edits_of(edited, now.files).edits
    assert (found.kind, found.base[:1], found.edited[:1]) == ("conflict", str(text)[0], "Q")
    assert found.current is not None
    assert found.current[:1] == "Z"


def test_a_text_edited_in_two_ways_is_a_conflict(everything: Documents) -> None:
    document, library = everything["case crossing.en"]
    paths = shown_paths(document)
    often = next(
        p for p in paths.values() if list(paths.values()).count(p) > 1 and "/text/" not in p
    )
    numbers = [n for n, path in paths.items() if path == often]

    def edit(root: etree._Element) -> None:
        found = [n for n in numbers if n in controls(root)][:2]
        assert len(found) == 2
        for number, new in zip(found, ("One ", "Two "), strict=True):
            replace_in(controls(root)[number], (0, 0), new, None)

    found = edits_of(changed(document, edit), library.files).edits
    assert [e.kind for e in found] == ["conflict", "conflict"]


@pytest.mark.parametrize("spoil", ["no record", "other record", "other content"])
def test_a_document_of_another_program_or_of_other_content_is_refused(
    everything: Documents, spoil: str, library: Library
) -> None:
    document, own = everything["case crossing.en"]
    sources = own.files
    if spoil == "no record":
        document = changed(document, lambda root: setattr(root, "tag", "x"), "customXml/item1.xml")
    elif spoil == "other record":
        document = changed(document, lambda root: root.set("sha256", "0"), "customXml/item1.xml")
    else:
        sources = load(ROOT / "content").files
    found, problems = compare(document, sources)
    assert found is None
    assert [problem.code for problem in problems] == ["word-foreign"]


def test_a_document_that_repeats_itself_without_end_is_refused(everything: Documents) -> None:
    """Comparing equal lines takes quadratic time or more, so their number is limited."""
    document, library = everything["case crossing.en"]

    def repeat(root: etree._Element) -> None:
        label = next(p for p in paragraphs(root) if p.find(f".//{W}sdt") is None)
        for _ in range(60_000):
            label.addnext(make("p", run("".join(label.itertext()))))

    found, problems = compare(changed(document, repeat), library.files)
    assert found is None
    assert [problem.code for problem in problems] == ["word-unsafe"]
