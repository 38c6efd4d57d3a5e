"""Random edits of texts of a YAML file change no other byte."""

import random

import pytest
import yaml

from briefs.content.inline_markup import as_printed, with_marks
from briefs.content.yaml_edit import splice_text, splice_texts
from briefs.content.yaml_file import LocatedStr, leaves
from briefs.content.yaml_reader import parse_yaml

FILE = """\
# A comment with 'quotes' and: colons
plain: A coalition of the willing, 26 countries   # said there
single: 'It''s “quoted”: yes'
double: "A tab\\tand \\"quotes\\" # no comment"
folded: >-
  First line that is
  folded into one,

  then another.
literal: |
  Kept as
    it stands.
list:
  - {en: In flow style, ar: 'نص عربي'}
  - id: x
    text: نص آخر، مع 26 دولة
    many: plain text
      over two lines
last: end
"""
LETTERS = "abc XYZ,.:;#'\"-?!&*{}[]|>%@`~\\\n  0123456789ابتثج،؛«»é—"


def texts_in(text: str) -> list[LocatedStr]:
    source, problems = parse_yaml(text, "x.yaml", "x")
    assert source is not None
    assert problems == []
    return [value for _, value in leaves(source.data) if isinstance(value, LocatedStr)]


def span(text: str, was: LocatedStr) -> tuple[int, int]:
    """Return the offsets of the first and last character of a text, from PyYAML's events."""
    for event in yaml.parse(text):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            assert start is not None
            assert end is not None
            if (start.line + 1, start.column + 1) == (was.line, was.column):
                return start.index, end.index
    raise AssertionError(was)


def test_ten_thousand_random_texts_change_no_other_byte() -> None:
    chance = random.Random(4)
    texts = {end: FILE.replace("\n", end) for end in ("\n", "\r\n")}
    places = texts_in(FILE)
    spans = {was.path: span(FILE, was) for was in places}
    written = 0
    for number in range(10_000):
        end = "\r\n" if number % 10 == 0 else "\n"
        was = chance.choice(places)
        new = "".join(chance.choices(LETTERS, k=chance.randint(1, 14)))
        if chance.random() < 0.5:
            at = chance.randint(0, len(was))
            new = was[:at] + new + was[at + chance.randint(0, 3) :]
        made, problems = splice_text(texts[end], was, new)
        if problems:
            assert made == texts[end]
            assert problems[0].code == "edit-refused"
            continue
        written += 1
        first, last = spans[was.path]
        made = made.replace("\r\n", "\n") if end != "\n" else made
        assert made[:first] == FILE[:first]
        assert made.endswith(FILE[last:])
        if number % 10 == 1:  # the slow oracle, PyYAML's own loader, for every tenth
            assert str(yaml.safe_load(made)) == str(with_text(was.path, new))
    assert written > 9_900


def with_text(path: str, new: str) -> object:
    """The data of the file with the text at a path replaced."""
    data = parent = yaml.safe_load(FILE)
    *keys, last = path.split("/")[1:]
    for key in keys:
        parent = parent[{"x": 1}.get(key, 0)] if isinstance(parent, list) else parent[key]
    parent[last] = new
    return data


def test_several_texts_of_a_file_are_written_at_once() -> None:
    edits = [(was, f"{was} more\nlines") for was in texts_in(FILE) if was != "x"]
    made, problems = splice_texts(FILE, edits)
    assert problems == []
    assert [str(was) for was in texts_in(made) if was != "x"] == [new for _, new in edits]


@pytest.mark.parametrize("text", ["a: &x one\nb: two\n", "a: !!str one\n"])
def test_an_anchor_or_tag_is_refused_by_name(text: str) -> None:
    was = LocatedStr.at("one", "a", "x.yaml", (1, 4))
    made, [problem] = splice_text(text, was, "new")
    assert made == text
    assert "anchor" in problem.message or "something else" in problem.message


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a  b \n c", "a b\nc"),
        ("**a** **b**", "**a** **b**"),
        ("** a **b\n", "**a** b"),
        ("2 ** 3", "2 ** 3"),
        ("a**b**c", "a**b**c"),
    ],
)
def test_a_text_as_a_document_prints_it(text: str, printed: str) -> None:
    assert as_printed(text) == printed
    assert as_printed(printed) == printed


def test_bold_never_ends_with_a_space_or_spans_a_line() -> None:
    letters = [(letter, letter != "x") for letter in "x ab \ncd x"]
    assert with_marks(letters) == "x **ab** \n**cd** x"
