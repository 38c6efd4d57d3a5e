"""The files of a new project have no problem, whatever it is about."""

from pathlib import Path

import pytest

from briefs import api
from briefs.content import Library, statements_of
from briefs.design import Design
from briefs.files import project_folders
from briefs.html import render
from briefs.problems import NOTES, Problem
from briefs.scaffold import (
    DossierPlan,
    Topic,
    dossier_files,
    new_brief,
    schema,
)

TITLES = {
    "en": "Water: the “Nile” # 1",
    "ar": "المياه: «النيل» # 1",
    "fr": "L’eau\u00a0: le «\u00a0Nil\u00a0» # 1",
    "fa": "آب: «نیل» # 1",
}
TOPICS = (
    Topic("dam", {"en": "Dam", "ar": "السد", "fr": "Barrage", "fa": "سد"}),
    Topic("money", {"en": "Money", "ar": "المال", "fr": "Argent", "fa": "پول"}),
)


def made(folder: Path, languages: tuple[str, ...], countries: tuple[str, ...]) -> Library:
    """Write a new project into a folder and load it."""
    titles = {code: TITLES[code] for code in languages}
    topics = tuple(
        Topic(topic.id, {code: topic.name[code] for code in languages}) for topic in TOPICS
    )
    plan = DossierPlan("water", titles, languages, countries, topics)
    for name, text in dossier_files(plan).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return api.load(folder)


@pytest.fixture
def dossier(tmp_path: Path) -> Library:
    return made(tmp_path, ("en", "ar"), ("EG", "US"))


def problems_of(library: Library) -> list[Problem]:
    """Return all problems of a project, except notes, and that no fingerprints were looked at."""
    found = api.check(library, sources=project_folders(library.root).sources)
    return [one for one in found if one.code not in {*NOTES, "lock-outdated"}]


@pytest.mark.parametrize(
    "languages",
    [("en", "ar"), ("ar", "en"), ("en",), ("ar",), ("fr", "ar"), ("fa", "fr", "en")],
)
@pytest.mark.parametrize(
    "countries", [("NO",), ("EG", "US"), ("NL", "ML", "TD", "GB", "FR", "CD", "BA")]
)
def test_a_new_project_has_no_problem_and_its_claims_are_in_its_source(
    languages: tuple[str, ...], countries: tuple[str, ...], tmp_path: Path
) -> None:
    library = made(tmp_path, languages, countries)
    assert problems_of(library) == []
    assert library.project is not None
    assert set(library.project.languages) == set(languages)
    assert len(library.articles["example"].positions) == len(countries) + 1


def test_a_project_has_an_edition_of_each_language_and_one_of_two(tmp_path: Path) -> None:
    """The package brings ar-en; the others are the project’s own, the first on the left."""
    for languages, editions in {
        ("ar", "en"): {"ar": ("ar",), "en": ("en",), "ar-en": ("en", "ar")},
        ("ar", "fr"): {"ar": ("ar",), "fr": ("fr",), "fr-ar": ("fr", "ar")},
        ("fa", "en", "fr"): {"fa": ("fa",), "en": ("en",), "fr": ("fr",), "en-fa": ("en", "fa")},
    }.items():
        library = made(tmp_path / "-".join(languages), languages, ("NO",))
        assert library.project is not None
        assert library.project.editions == tuple(editions)
        assert api.design_of(library, None).theme.editions.items() >= editions.items()
    tree, problems = api.render(library, "overview", "en-fa")
    assert problems == []
    assert tree is not None


def test_a_new_project_has_every_kind_of_statement_and_a_brief_of_each_template(
    dossier: Library, design: Design
) -> None:
    article = dossier.articles["example"]
    kinds = {statement.kind for statement in statements_of(article)}
    assert kinds == {"positions", "experts", "polls", "results", "figures", "events"}
    assert article.cautions
    assert article.left_out
    templates = [brief.template for brief in dossier.briefs.values()]
    assert sorted(templates) == list(design.templates)


def test_every_brief_of_a_new_project_is_rendered_in_every_edition(dossier: Library) -> None:
    assert dossier.project is not None
    for name in dossier.briefs:
        for edition in dossier.project.editions:
            tree, problems = api.render(dossier, name, edition)
            assert problems == []
            assert tree is not None


@pytest.mark.parametrize("template", ["brief", "note", "country", "record"])
def test_a_new_brief_lacks_nothing_but_its_texts(template: str, dossier: Library) -> None:
    design = api.design_of(dossier, None)
    text = new_brief(dossier, design, "mine", template)
    (dossier.folder / "briefs" / "mine.yaml").write_text(text, encoding="utf-8")
    library = api.load(dossier.root)
    assert {problem.code for problem in problems_of(library)} == {"text-to-do"}
    tree, problems = render(library, library.briefs["mine"], "ar-en", design)
    assert tree is None
    assert {problem.code for problem in problems} == {"text-unwritten"}
    (dossier.folder / "briefs" / "mine.yaml").write_text(
        text.replace('ar: "TODO"', "ar: نص").replace("TODO", "A text"), encoding="utf-8"
    )
    library = api.load(dossier.root)
    assert problems_of(library) == []
    for edition in library.briefs["mine"].editions:
        tree, problems = render(library, library.briefs["mine"], edition, design)
        assert (problems, tree is None) == ([], False)


def test_a_new_brief_states_what_the_project_does_not(library: Library, design: Design) -> None:
    text = new_brief(library, design, "mine", "note")
    assert "editions: [en, ar, ar-en]" in text
    assert "handling: {" in text
    assert 'why: {en: "TODO"' in text  # the latest article has an inferred date


def test_a_brief_needs_a_statement(dossier: Library) -> None:
    (dossier.folder / "articles" / "example.yaml").unlink()
    with pytest.raises(ValueError, match="no article has any yet"):
        new_brief(api.load(dossier.root), api.design_of(dossier, None), "mine", "note")


def test_what_the_comments_of_the_example_say_is_what_the_model_allows(dossier: Library) -> None:
    """The reasons and stances that comments list are those of the model."""
    text = (dossier.folder / "articles" / "example.yaml").read_text(encoding="utf-8")
    values = schema("article")["$defs"]
    assert f"# {listed(values['Position']['properties']['stance']['enum'])}\n" in text
    assert f"# {listed(values['Position']['properties']['nature']['enum'])}\n" in text
    reasons = ", ".join(values["LeftOut"]["properties"]["why"]["enum"])
    assert f"and why: {reasons}.\n" in text


def listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
