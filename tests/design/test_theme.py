"""The model of `theme.yaml`."""

from pydantic import BaseModel

from briefs.design import LEAST_SIZE, Design, Theme
from briefs.design.theme import LanguageStyle, Page, Sheet, WordTheme
from briefs.scaffold import schema


def test_every_key_of_the_theme_has_a_description() -> None:
    models: tuple[type[BaseModel], ...] = (Page, LanguageStyle, WordTheme)
    shape = schema("theme")
    parts = [shape, *(shape["$defs"][model.__name__] for model in models)]
    keys = [(name, key) for part in parts for name, key in part["properties"].items()]
    assert len(keys) > 20
    assert [name for name, key in keys if not key.get("description")] == []


def test_a_size_is_scaled_by_language_to_a_quarter_of_a_point(design: Design) -> None:
    theme = design.theme.model_copy(update={"sizes": {"text": 10.0}})
    assert theme.size("text", "en") == 10.0
    assert theme.size("text", "ar") == 11.75


def test_a_denser_theme_is_smaller_in_all_but_sizes_below_the_least(design: Design) -> None:
    dense = design.theme.dense("note")
    assert dense.page.top < design.theme.page.top
    assert dense.spacing < design.theme.spacing
    assert dense.languages["ar"].leading < design.theme.languages["ar"].leading
    assert min(dense.sizes.values()) == LEAST_SIZE
    assert design.theme.dense("brief") == design.theme


def test_a_theme_takes_the_page_of_a_word_template(design: Design) -> None:
    sheet = Sheet(215.9, 279.4, 20, 20, 25, 25, 10, 10)
    page = design.theme.with_page(sheet).page
    assert (page.width, page.left, page.footer) == (215.9, 25, 10)


def test_a_project_has_the_languages_that_its_editions_name(design: Design) -> None:
    assert tuple(design.theme.languages) == ("en", "ar")
    given = design.theme.model_dump()
    given["editions"] = {"any-name": ["ar"]}
    theme = Theme.model_validate(given).for_project()
    assert tuple(theme.languages) == ("ar",)
    assert theme.languages_by_direction == {"rtl": "ar"}
