"""A value of a YAML file is set, added or deleted; every other value and line stays as it was."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefs.content import DELETED, Change, change_values, parse_yaml
from tests.support.paths import CONTENT

FILE = """\
# The first line.
id: ecci   # a comment
title: {en: "One: two", ar: 'واحد'}   # both
positions:
  # About France.
  - id: fr
    country: FR
    as_of: 2025-09-05
    at: [13, 14]
    text:
      en: >-
        A folded
        text.
      ar: نص
  - id: gb   # the second
    as_of:
      date: 2025-09
      basis: inferred
    at:
      - 3
      - 4
    text: {en: Two, ar: اثنان}

left_out:
  - {at: [1, 2], why: heading}
"""


def data_of(text: str) -> Any:
    file, problems = parse_yaml(text, "x.yaml", "")
    assert not problems
    assert file is not None
    return file.data


def lines_changed(text: str, *changes: Change) -> tuple[list[str], list[str]]:
    """Return the lines that changes take out of a text, and those that they bring."""
    after, problems = change_values(text, "x.yaml", changes)
    assert problems == []
    before_lines, after_lines = text.splitlines(), after.splitlines()
    gone = [line for line in before_lines if line not in after_lines]
    return gone, [line for line in after_lines if line not in before_lines]


POSITION = ("id", "country", "label", "as_of", "at", "text")


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (Change(("id",), "other"), ["id: ecci   # a comment"], ["id: other   # a comment"]),
        (Change(("positions", 0, "at"), [5]), ["    at: [13, 14]"], ["    at: [5]"]),
        (Change(("positions", 0, "country"), DELETED), ["    country: FR"], []),
        (Change(("positions", 0, "label", "en"), "Yes: no", POSITION), [],
         ["    label:", '      en: "Yes: no"']),
        (Change(("positions", 0, "as_of"), "2025-09"), ["    as_of: 2025-09-05"],
         ["    as_of: 2025-09"]),
        (Change(("positions", 1, "as_of"), "2025-09-06"),
         ["    as_of:", "      date: 2025-09", "      basis: inferred"], ["    as_of: 2025-09-06"]),
        (Change(("positions", 1, "at"), [3, 4, 5]), ["    at:", "      - 3", "      - 4"],
         ["    at: [3, 4, 5]"]),
        (Change(("positions", 1, "at", 2), 7), [], ["      - 7"]),
        (Change(("positions", 0, "at", 2), 7), ["    at: [13, 14]"], ["    at: [13, 14, 7]"]),
        (Change(("positions", 0, "at", 0), DELETED), ["    at: [13, 14]"], ["    at: [14]"]),
        (Change(("positions", 0, "at", 1), DELETED), ["    at: [13, 14]"], ["    at: [13]"]),
        (Change(("positions", 1, "text", "en"), "Zwei, drei"), ["    text: {en: Two, ar: اثنان}"],
         ['    text: {en: "Zwei, drei", ar: اثنان}']),
        (Change(("title", "en"), DELETED), ["title: {en: \"One: two\", ar: 'واحد'}   # both"],
         ["title: {ar: 'واحد'}   # both"]),
        (Change(("left_out", 1), {"at": [9], "why": "caption"}), [],
         ["  - at: [9]", "    why: caption"]),
        (Change(("left_out", 0), DELETED), ["left_out:", "  - {at: [1, 2], why: heading}"], []),
        (Change(("events", 0), {"id": "x", "text": {"en": "A", "ar": "ا"}}), [],
         ["events:", "  - id: x", "      en: A", "      ar: ا"]),
    ],
)  # fmt: skip
def test_a_change_is_the_lines_that_it_needs(
    change: Change, gone: list[str], come: list[str]
) -> None:
    assert lines_changed(FILE, change) == (gone, come)


def test_line_ends_of_windows_stay() -> None:
    text = FILE.replace("\n", "\r\n")
    after, problems = change_values(text, "x.yaml", [Change(("positions", 0, "at"), [5])])
    assert problems == []
    assert after == FILE.replace("at: [13, 14]", "at: [5]").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "change",
    [
        Change(("positions", 9), {"id": "x"}),
        Change(("none", "of", "these", 3), 1),
        Change(("id", "below"), 1),
        Change(("positions", 1), DELETED),  # there is a comment in it
        Change(("positions", 0, "text", "en"), "\u202e"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_changes(change: Change) -> None:
    good = Change(("positions", 0, "at"), [5])
    after, problems = change_values(FILE, "x.yaml", [good, change])
    assert [problem.code for problem in problems] == ["edit-refused"]
    assert after == FILE


TEXTS = st.text(
    st.sampled_from("abc :,#[]{}&*!|>'\"%@`-?\\\n0123.٠١هذا نص«»،~"), min_size=1, max_size=24
).map(str.strip)
VALUES = st.one_of(
    TEXTS.filter(bool), st.integers(-99, 9999), st.booleans(), st.lists(st.integers(0, 99)),
    st.fixed_dictionaries({"en": TEXTS.filter(bool), "ar": TEXTS.filter(bool)}),
)  # fmt: skip
PATHS = st.sampled_from([
    ("id",), ("title",), ("title", "en"), ("title", "fr"), ("positions", 0, "as_of"),
    ("positions", 0, "label"), ("positions", 1, "as_of"), ("positions", 1, "as_of", "why"),
    ("positions", 1, "at"), ("positions", 1, "text", "fr"), ("left_out", 0, "why"), ("left_out", 1),
    ("more",), ("positions", 0, "at", 2), ("positions", 0, "text"), ("positions", 0, "text", "ar"),
])  # fmt: skip


@settings(max_examples=300)
@given(PATHS, VALUES)
def test_the_new_data_are_the_old_with_this_one_change(path: Any, value: Any) -> None:
    after, problems = change_values(FILE, "x.yaml", [Change(path, value)])
    expected = deepcopy(data_of(FILE))
    *above, last = path
    parent = expected
    for key in above:
        parent = parent[key]
    if isinstance(parent, list) and last == len(parent):
        parent.append(value)
    else:
        parent[last] = value
    assume(not problems or value in ([], "") or "\n" in str(value))
    assert json.dumps(data_of(after), sort_keys=True) == json.dumps(
        data_of(FILE) if problems else expected, sort_keys=True
    )


@pytest.mark.parametrize(
    "path", sorted(CONTENT.glob("articles/*.yaml")), ids=lambda path: path.stem
)
def test_every_value_of_an_article_can_be_set_anew(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    for index, position in enumerate(data_of(text)["positions"]):
        changes = [
            Change(("positions", index, "stance"), "undecided"),
            Change(("positions", index, "at"), [*position["at"], 1]),
            Change(("positions", index, "as_of"), "2025-01-02"),
        ]
        after, problems = change_values(text, str(path), changes)
        assert problems == []
        new = data_of(after)["positions"][index]
        assert (new["stance"], new["as_of"]) == ("undecided", "2025-01-02")
        if index > 5:
            break
