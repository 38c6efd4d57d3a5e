"""Reading YAML: each value has its file, line, column and path; unsafe YAML is refused."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefs.content import yaml_file
from briefs.content.yaml_file import LocatedStr, YamlFile
from briefs.content.yaml_reader import FORBIDDEN, parse_yaml
from briefs.limits import DEEPEST_NESTING, LARGEST_FILE
from briefs.problems import Problem

ALLOWED = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda letter: not FORBIDDEN.match(letter))
)


def read(text: str) -> YamlFile:
    made, problems = parse_yaml(text, "case.yaml", "case")
    assert made is not None
    assert problems == []
    return made


def refused(text: str) -> list[Problem]:
    return parse_yaml(text, "case.yaml", "case")[1]


def test_every_value_and_key_knows_its_line_and_column() -> None:
    made = read(
        "name: ECCI\n"
        "text: {en: words, ar: كلمات هنا, note: 'after Arabic'}\n"
        "list:\n"
        "  - first\n"
        "  - [a, b]\n"
        "long: >-\n"
        "  folded over\n"
        "  two lines\n"
        "last: end\n"
    )
    assert made.places == {
        (): (1, 1),
        ("name",): (1, 7),
        ("text",): (2, 7),
        ("text", "en"): (2, 12),
        ("text", "ar"): (2, 23),
        ("text", "note"): (2, 40),
        ("list",): (4, 3),
        ("list", 0): (4, 5),
        ("list", 1): (5, 5),
        ("list", 1, 0): (5, 6),
        ("list", 1, 1): (5, 9),
        ("long",): (6, 7),
        ("last",): (9, 7),
    }
    assert made.keys[("text", "note")] == (2, 34)
    assert made.keys[("long",)] == (6, 1)


def test_a_text_knows_its_file_line_column_and_path() -> None:
    text = read("one:\n  text: {en: words, ar: كلمات}\n").data["one"]["text"]["ar"]
    assert text == "كلمات"
    assert (text.file, text.line, text.column) == ("case.yaml", 2, 25)
    assert text.path == "case/one/text/ar"


def test_a_list_item_is_addressed_by_its_id_so_that_it_may_move() -> None:
    items = read("items:\n  - {id: b-2, text: two}\n  - {text: none}\n").data["items"]
    assert [item["text"].path for item in items] == ["case/items/b-2/text", "case/items/1/text"]


def test_a_block_scalar_has_the_position_of_its_indicator() -> None:
    text = read("a:\n  en: |\n    one\n    two\n").data["a"]["en"]
    assert text == "one\ntwo\n"
    assert (text.line, text.column) == (2, 7)


def test_an_absent_value_has_the_position_of_its_nearest_parent() -> None:
    made = read("a:\n  b: {c: 1}\n")
    assert made.place(("a", "b", "d", "e")) == made.place(("a", "b")) == (2, 6)
    assert made.place(("z",)) == (1, 1)


@pytest.mark.parametrize(
    "word", ["NO", "no", "on", "off", "yes", "Y", "True", "NULL", "2025-09-04"]
)
def test_words_that_yaml_would_turn_into_something_else_stay_text(word: str) -> None:
    value = read(f"a: {word}\n").data["a"]
    assert value == word
    assert isinstance(value, LocatedStr)


@pytest.mark.parametrize("word", ["0o7", "1e3", "08", "1_000", "12:30", ".5", "0x1f", "5%", ".nan"])
def test_figures_that_are_no_plain_numbers_stay_text(word: str) -> None:
    assert isinstance(read(f"a: {word}\n").data["a"], LocatedStr)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("26", 26),
        ("-3", -3),
        ("51.5", 51.5),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_unquoted_numbers_booleans_and_nulls_have_their_types(word: str, value: object) -> None:
    found = read(f"a: {word}\n").data["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("word", ["'26'", '"true"', "'null'", '""'])
def test_a_quoted_value_is_text(word: str) -> None:
    assert isinstance(read(f"a: {word}\n").data["a"], LocatedStr)


def test_a_tag_makes_no_python_object() -> None:
    assert read("a: !!python/object/apply:os.getcwd []\n").data == {"a": []}


@given(ALLOWED)
def test_any_allowed_text_dumped_as_yaml_comes_back_the_same(text: str) -> None:
    for unicode in (True, False):
        dumped = yaml.safe_dump({"a": {"en": text}}, allow_unicode=unicode)
        made, problems = parse_yaml(dumped, "case.yaml", "case")
        assert problems == []
        assert made is not None
        value = made.data["a"]["en"]
        assert isinstance(value, LocatedStr)
        assert str(value) == text


def test_a_repeated_key_is_reported_at_its_second_position() -> None:
    found = refused("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert [(one.code, one.line, one.column) for one in found] == [
        ("yaml-duplicate-key", 2, 11),
        ("yaml-duplicate-key", 3, 1),
    ]


def test_every_alias_is_refused_so_that_none_can_multiply() -> None:
    found = refused("a: &x [1]\nb: [*x, *x]\nc: *x\n")
    assert [(one.code, one.line, one.column) for one in found] == [
        ("yaml-alias", 2, 5),
        ("yaml-alias", 3, 4),
    ]


def test_yaml_as_deep_as_allowed_is_read_and_a_level_more_is_not() -> None:
    assert isinstance(read("[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING).data, list)
    for deep in (DEEPEST_NESTING + 1, 50_000):
        found = refused("[" * deep + "]" * deep)
        assert [(one.code, one.line, one.column) for one in found] == [
            ("yaml-too-deep", 1, DEEPEST_NESTING + 1)
        ]


def test_a_file_over_the_size_is_not_read() -> None:
    text = "a: x\n" + "#" * (LARGEST_FILE - 5)
    assert read(text).data == {"a": "x"}
    assert [one.code for one in refused(text + "#")] == ["file-too-large"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_reported(text: str) -> None:
    assert [one.code for one in refused(text)] == ["yaml-empty"]


@pytest.mark.parametrize(
    "letter",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\u200e",
        "\u200f",
        "\u2028",
        "\u2029",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ufffe",
        "\uffff",
    ],
)
def test_a_forbidden_character_is_reported_at_its_position_raw_or_escaped(letter: str) -> None:
    raw = refused(f"a: fine\nb: كلمة{letter} end\n")
    assert [(one.code, one.line, one.column) for one in raw] == [("forbidden-character", 2, 8)]
    assert f"U+{ord(letter):04X}" in raw[0].message
    escaped = refused(f'a: fine\nb: "x\\u{ord(letter):04x}"\n')
    assert [(one.code, one.line, one.column) for one in escaped] == [("forbidden-character", 2, 4)]
    key = refused(f'a: fine\n"x\\u{ord(letter):04x}": y\n')
    assert [(one.code, one.line, one.column) for one in key] == [("forbidden-character", 2, 1)]


@pytest.mark.parametrize("letter", ["\u200c", "\u200d", "\u00a0", "\t", "َ", "😀", "\U00010348"])
def test_characters_that_languages_need_are_allowed(letter: str) -> None:
    assert read(f'a: "x{letter}y"\n').data["a"] == f"x{letter}y"


def test_a_syntax_error_is_reported_at_its_position() -> None:
    found = refused("a: 1\nb: one: two\n")
    assert [(one.code, one.line, one.column) for one in found] == [("yaml-colon", 2, 7)]
    assert "quotation" in found[0].hint


def test_every_scalar_of_a_file_is_found_with_its_path() -> None:
    made = read("a: [1, {b: x}]\nc: y\n")
    assert dict(yaml_file.leaves(made.data)) == {("a", 0): 1, ("a", 1, "b"): "x", ("c",): "y"}
