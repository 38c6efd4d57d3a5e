"""An edit of one text of a YAML file changes only the bytes of that text."""

import random

import pytest

from briefs.content.yaml_edit import splice_text, splice_texts
from briefs.content.yaml_file import LocatedStr, leaves
from briefs.content.yaml_reader import parse_yaml

FILE = """\
# a comment at the top
plain: one two  # beside it
single: 'it''s one'
double: "one \\"two\\" \\u0641"
folded: >-  # why it is folded
  one two
  three

  four
# between
literal: |
    first
    second
flow: {en: one two, ar: [خط, "عبر, المضيق"]}
long: one
  two three
tight: >-
  last words
"""


def texts(file: str) -> dict[str, LocatedStr]:
    """Return the texts of a file by their paths."""
    read, problems = parse_yaml(file.replace("\r\n", "\n"), "a.yaml", "")
    assert read
    assert problems == []
    return {value.path: value for _, value in leaves(read.data) if isinstance(value, LocatedStr)}


@pytest.mark.parametrize(
    ("path", "new", "old_bytes", "new_bytes"),
    [
        ("/plain", "one three", "plain: one two  #", "plain: one three  #"),
        ("/plain", "one: two", "plain: one two  #", 'plain: "one: two"  #'),
        ("/plain", "2024", "plain: one two  #", 'plain: "2024"  #'),
        ("/plain", "true # no", "plain: one two  #", 'plain: "true # no"  #'),
        ("/single", "it's two", "'it''s one'", "'it''s two'"),
        ("/double", 'the "two" ف', '"one \\"two\\" \\u0641"', '"the \\"two\\" ف"'),
        ("/folded", "one 2 three\nfour", "  one two\n", "  one 2\n"),
        ("/folded", "five", "  one two\n  three\n\n  four\n", "  five\n"),
        ("/literal", "first\nthird\n", "    second", "    third"),
        ("/flow/en", "a, b", "{en: one two,", '{en: "a, b",'),
        ("/flow/ar/0", "خط جديد", "[خط,", "[خط جديد,"),
        ("/flow/ar/1", "عبر، المضيق", '"عبر, المضيق"', '"عبر، المضيق"'),
        ("/long", "one\ntwo four", "one\n  two three", '"one\\ntwo four"'),
        ("/long", "one two four", "one\n  two three", "one\n  two four"),
        ("/tight", "first words", "  last words\n", "  first words\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_comments_quotes_and_line_breaks_of_the_author_are_kept(
    path: str, new: str, old_bytes: str, new_bytes: str, end: str
) -> None:
    file = FILE.replace("\n", end)
    assert FILE.count(old_bytes) == 1
    made, problems = splice_text(file, texts(file)[path], new)
    assert problems == []
    assert made == FILE.replace(old_bytes, new_bytes).replace("\n", end)


def test_hostile_edits_change_only_their_text() -> None:
    chance = random.Random(7)
    pieces = ["a", "خط", "  ", "\n", "\t", "12", "null", "😀", "&x", "!t", *" :#'\"-{}],\\*|>%@`~?"]
    pieces += [": ", " #", "- ", "---"]
    every = texts(FILE)
    done = 0
    for path, was in every.items():
        for _ in range(60):
            new = "".join(chance.choices(pieces, k=chance.randint(1, 9)))
            made, problems = splice_text(FILE, was, new)
            if problems:
                assert (made, problems[0].code) == (FILE, "edit-refused")
                continue
            done += 1
            now = texts(made)
            assert now == {**every, path: new}
            comments = ["# a comment at the top", "# beside it", "# why it is folded", "# between"]
            assert all(one in made for one in comments)
    assert done > 0.9 * 60 * len(every)


def test_several_texts_are_written_whatever_their_order() -> None:
    every = texts(FILE)
    edits = [(every["/plain"], "one\ntwo"), (every["/tight"], "x"), (every["/folded"], "y")]
    made, problems = splice_texts(FILE, edits)
    assert problems == []
    assert texts(made) == {**every, "/plain": "one\ntwo", "/tight": "x", "/folded": "y"}


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("a: &x one\n", "an anchor or a tag"),
        ("a: !!str one\n", "an anchor or a tag"),
        ("a: two\n", "something else"),
        ("b: 1\na: one\n", "something else"),
        ("a: [\n", "no longer be read"),
        ("a: one\r\nb: two\n", "two kinds of line ends"),
        ("a: >- # kept\n  one\n", ""),
    ],
)
def test_an_edit_that_cannot_be_written_is_refused_and_changes_nothing(file: str, why: str) -> None:
    was = LocatedStr.at("one", "/a", "a.yaml", (1, 4))
    made, problems = splice_text(file, was, "\tnew\n\n  #")
    assert made == file
    assert [one.code for one in problems] == ["edit-refused"]
    assert why in problems[0].message
    assert (problems[0].line, problems[0].column) == (1, 4)
