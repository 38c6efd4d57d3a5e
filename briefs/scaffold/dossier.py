"""The files of a new project, filled in for its title, languages, countries and topics."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefs.content import YamlFile
from briefs.design import Design, load_design
from briefs.scaffold.example import FIRST_PARAGRAPH, example_positions, in_sentence
from briefs.scaffold.filling import Texts, filler
from briefs.scaffold.schemas import schema_line

NAMES = (
    "briefs.yaml",
    "README.md",
    "content/articles/example.yaml",
    "content/briefs/overview.yaml",
    "content/briefs/page.yaml",
    "content/briefs/country.yaml",
    "content/briefs/record.yaml",
    "content/contradictions.yaml",
    "content/glossary.yaml",
    "content/people.yaml",
    "content/topics.yaml",
    "sources/example.txt",
)
TRANSLATED_README = {"ar": "README.ar.md"}  # language → a second page for its readers
# After the positions of the countries, the paragraphs of the invented article.
LATER_PARAGRAPHS = ("commission_at", "expert_at", "poll_at", "event_at", "figure_at", "map_at")
RECORD_TITLES: Texts = {
    "en": "{title}: the record",
    "ar": "{title}: السجل",
    "fr": "{title}\u00a0: le registre",
    "fa": "{title}: پیشینه",
}
LANGUAGES = tuple(RECORD_TITLES)  # those that the example is written in


@dataclass(frozen=True)
class Topic:
    """A topic of a new project."""

    id: str
    name: Texts


@dataclass(frozen=True)
class DossierPlan:
    """What a new project is about: at least one language, country (ISO 3166) and topic."""

    id: str
    title: Texts
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[Topic, ...]

    @cached_property
    def design(self) -> Design:
        """The design of the package in the languages of the project."""
        stated = {"languages": list(self.languages)}
        return load_design(project=YamlFile("briefs.yaml", stated, {}, {}))

    @property
    def editions(self) -> Mapping[str, tuple[str, ...]]:
        """The editions: one of each language, and one of two that face each other."""
        theme = self.design.theme
        facing = {name: codes for name, codes in theme.editions.items() if len(codes) > 1}
        if len(self.languages) > 1 and not facing:
            # A language that is written from the left stands on the left.
            pair = sorted(self.languages[:2], key=theme.direction)
            facing = {"-".join(pair): tuple(pair)}
        return {code: (code,) for code in self.languages} | facing

    @property
    def own_editions(self) -> Mapping[str, tuple[str, ...]]:
        """The editions that the theme of the package does not have."""
        known = self.design.theme.editions
        return {name: codes for name, codes in self.editions.items() if name not in known}


def dossier_files(plan: DossierPlan) -> dict[str, str]:
    """Return the text of every file of a new project by its path; nothing is written."""
    environment = filler(plan.languages)
    values = values_of(plan)
    names = {name: name for name in NAMES}
    names |= {page: page for code, page in TRANSLATED_README.items() if code in plan.languages}
    names[".gitignore"] = "gitignore"
    files = {
        name: environment.get_template(f"{source}.j2").render(values)
        for name, source in names.items()
    }
    first = plan.countries[0].lower()
    files[f"content/briefs/country-{first}.yaml"] = files.pop("content/briefs/country.yaml")
    root = Path()
    return {
        name: schema_line(root / name, root) + text if name.endswith(".yaml") else text
        for name, text in files.items()
    }


def values_of(plan: DossierPlan) -> dict[str, Any]:
    """Return what the files of a project are filled with."""
    names = {
        code: {country: language.country(country) for country in plan.countries}
        for code, language in ((code, plan.design.language(code)) for code in plan.languages)
    }
    positions = example_positions(plan.countries, names)
    start = FIRST_PARAGRAPH + len(positions)
    paragraphs: Mapping[str, int] = {
        name: start + index for index, name in enumerate((*LATER_PARAGRAPHS, "last_at"))
    }
    first = plan.countries[0]
    return {
        "plan": plan,
        "positions": positions,
        "bottom_line": positions[0].text,
        "codes": ", ".join(f'"{code}"' for code in plan.countries),
        "references": ", ".join(f"example/{position.id}" for position in positions),
        "poll_place": {
            code: in_sentence(first, known[first], code) for code, known in names.items()
        },
        "country_words": {
            country: {code: [known[country]] for code, known in names.items()}
            for country in plan.countries
        },
        "country_title": {
            code: f"{known[first]}{plan.design.language(code).strings['colon']}{plan.title[code]}"
            for code, known in names.items()
        },
        "record_title": {
            code: RECORD_TITLES[code].format(title=plan.title[code]) for code in plan.languages
        },
        **paragraphs,
    }


def identifier(name: str, otherwise: str) -> str:
    """Return a name as an id: lower-case words joined by hyphens; `otherwise` if it has none."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or otherwise
