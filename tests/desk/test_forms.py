"""A form shows an item and changes of it only what was typed."""

import json
from collections.abc import Iterator

import pytest

from briefs.content import Library
from briefs.desk.edits import leave_out
from briefs.desk.forms import changes_between, fields_of, filled, new_id, values_of
from briefs.desk.items import Item, find_item, whole_file
from briefs.desk.words import Words
from briefs.problems import fill

LANGUAGES = ("en", "ar")


def items(library: Library) -> Iterator[Item]:
    for article in library.articles:
        for kind in ("positions", "experts", "polls", "figures", "events", "cautions"):
            file = library.files[str(library.folder / f"articles/{article}.yaml")]
            for index, data in enumerate(file.data.get(kind) or ()):
                item = find_item(library, f"articles/{article}/{kind}/{data.get('id', index)}")
                assert item is not None
                assert item.path == (kind, index)
                yield item


def test_a_form_that_is_saved_as_it_is_changes_nothing(library: Library) -> None:
    for item in items(library):
        fields = fields_of(item, LANGUAGES)
        values = values_of(item, fields)
        assert filled(item, fields, values) == item.data
        assert changes_between(item.data, filled(item, fields, values), item.path) == []


def test_every_text_of_an_item_has_a_field_in_each_language(library: Library) -> None:
    for item in items(library):
        names = {field.name for field in fields_of(item, LANGUAGES)}
        texts = {
            f"{key}/{code}" for key, value in item.data.items() if isinstance(value, dict)
            for code in value if code in LANGUAGES
        }  # fmt: skip
        assert texts <= names


def test_one_value_is_one_change(library: Library) -> None:
    for item in items(library):
        fields = fields_of(item, LANGUAGES)
        values = values_of(item, fields)
        field = next(field for field in fields if field.kind == "text" and values[field.name])
        typed = filled(item, fields, values | {field.name: "Something else"})
        (change,) = changes_between(item.data, typed, item.path)
        assert change.path == (*item.path, *field.name.split("/"))
        assert change.value == "Something else"


@pytest.mark.parametrize(
    ("typed", "at"),
    [("3", [3]), ("3, 5", [3, 5]), ("3،5", [3, 5]), ("٣ ٥", [3, 5]), ("3–6", [3, 4, 5, 6]),
     ("6-3", [6, 3]), ("3, x", [3, "x"]), ("1-9999999", [1, 9999999])],
)  # fmt: skip
def test_paragraphs_are_typed_as_people_type_them(
    library: Library, typed: str, at: list[object]
) -> None:
    item = next(items(library))
    fields = fields_of(item, LANGUAGES)
    assert filled(item, fields, values_of(item, fields) | {"at": typed})["at"] == at


def test_a_date_is_one_word_until_it_is_inferred(library: Library) -> None:
    item = next(items(library))
    fields = fields_of(item, LANGUAGES)
    values = values_of(item, fields) | {"as_of/date": "2025-09"}
    assert filled(item, fields, values)["as_of"] == "2025-09"
    values |= {"as_of/basis": "inferred", "as_of/why/en": "A", "as_of/why/ar": "ا"}
    assert filled(item, fields, values)["as_of"] == {
        "date": "2025-09", "basis": "inferred", "why": {"en": "A", "ar": "ا"},
    }  # fmt: skip


def test_a_new_id_is_of_nobody_else() -> None:
    data = {"country": "FR", "topic": "troops"}
    assert new_id(data, set(), "position") == "fr-troops"
    assert new_id(data, {"fr-troops", "fr-troops-2"}, "position") == "fr-troops-3"
    assert new_id({}, set(), "figure") == "figure"


def test_a_paragraph_is_left_out_for_one_reason_at_a_time(library: Library) -> None:
    item = whole_file(library, f"articles/{next(iter(library.articles))}")
    assert item is not None
    entries = item.data["left_out"]
    number = entries[0]["at"][0]
    changes = leave_out(item, number, "caption")
    entries = json.loads(json.dumps(entries))
    for change in changes:
        parent = {"left_out": entries}
        *above, last = change.path
        for key in above:
            parent = parent[key]  # type: ignore[index]
        if change.value is None:
            del parent[last]  # type: ignore[arg-type]
        elif last == len(parent):
            entries.append(change.value)
        else:
            parent[last] = change.value  # type: ignore[index]
    assert [entry["why"] for entry in entries if number in entry["at"]] == ["caption"]


@pytest.mark.parametrize(
    "address",
    ["", "x", "articles", "articles/none", "articles/none/positions/x", "briefs/../x",
     "articles/ecci/positions/none", "articles/ecci/left_out/0", "people/people/0/name/xx/yy"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_finds_nothing(library: Library, address: str) -> None:
    item = find_item(library, address)
    assert item is None or item.model is not None


def test_what_is_typed_keeps_its_order_in_arabic() -> None:
    hint = fill("move the file away, or build with --force")
    assert Words("ar").tell(hint).endswith("\u2066`--force`\u2069")
    assert Words("en").tell(hint) == hint
