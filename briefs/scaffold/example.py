"""The positions of the invented article of a new project: one for each country."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]
Names = Mapping[str, Mapping[str, str]]  # language → ISO 3166 code → name of the country

FIRST_PARAGRAPH = 3  # of the positions, after the name of the paper and the title
# Countries, by language, whose names need an article in a sentence, and the article.
ARTICLES: Mapping[str, tuple[str, frozenset[str]]] = {
    "en": (
        "the ",
        frozenset({"AE", "BS", "CF", "GB", "GM", "MV", "NL", "PH", "US"}),
    ),
}


@dataclass(frozen=True)
class Stance:
    """A stance of the example: what the source says, and what an analyst makes of it.

    `{country}` stands for the country, at the start of an English sentence.
    """

    stance: str
    day: str
    source: Texts
    text: Texts
    gist: Texts
    label: Texts


STANCES = (
    Stance(
        "supports",
        "2024-03-10",
        {
            "en": "{country} said on 10 March that it would take part in the centre.",
            "ar": "وقالت حكومة {country} في 10 مارس إنها ستشارك في المركز.",
            "fr": "{country} : le gouvernement a dit le 10 mars qu’il participerait au centre.",
            "fa": "دولت {country} در 10 مارس گفت که در مرکز شرکت می‌کند.",
        },
        {
            "en": "{country} said that it would take part in the centre.",
            "ar": "قالت حكومة {country} إنها ستشارك في المركز.",
            "fr": "{country} : le gouvernement a dit qu’il participerait au centre.",
            "fa": "دولت {country} گفت که در مرکز شرکت می‌کند.",
        },
        {
            "en": "Takes part in the centre",
            "ar": "تشارك حكومتها في المركز",
            "fr": "Participe au centre",
            "fa": "در مرکز شرکت می‌کند",
        },
        {"en": "takes part", "ar": "تشارك", "fr": "participe", "fa": "شرکت می‌کند"},
    ),
    Stance(
        "conditional",
        "2024-03-10",
        {
            "en": "{country} said on 10 March that it would take part if the costs were shared.",
            "ar": "وقالت حكومة {country} في 10 مارس إنها ستشارك إذا جرى تقاسم الكلفة.",
            "fr": "{country} : le gouvernement a dit le 10 mars qu’il viendrait à frais partagés.",
            "fa": "دولت {country} در 10 مارس گفت که اگر هزینه‌ها تقسیم شود شرکت می‌کند.",
        },
        {
            "en": "{country} said that it would take part if the costs were shared.",
            "ar": "قالت حكومة {country} إنها ستشارك إذا جرى تقاسم الكلفة.",
            "fr": "{country} : le gouvernement a dit qu’il viendrait à frais partagés.",
            "fa": "دولت {country} گفت که اگر هزینه‌ها تقسیم شود شرکت می‌کند.",
        },
        {
            "en": "Takes part if costs are shared",
            "ar": "تشارك حكومتها إذا جرى تقاسم الكلفة",
            "fr": "Vient si les frais sont partagés",
            "fa": "با تقسیم هزینه‌ها شرکت می‌کند",
        },
        {
            "en": "on shared costs",
            "ar": "بتقاسم الكلفة",
            "fr": "à frais partagés",
            "fa": "با تقسیم هزینه",
        },
    ),
    Stance(
        "undecided",
        "2024-03-11",
        {
            "en": "{country} said on 11 March that it had not decided yet.",
            "ar": "وقالت حكومة {country} في 11 مارس إنها لم تتخذ قرارًا بعد.",
            "fr": "{country} : le gouvernement a dit le 11 mars qu’il n’avait pas encore décidé.",
            "fa": "دولت {country} در 11 مارس گفت که هنوز تصمیم نگرفته است.",
        },
        {
            "en": "{country} said that it had not decided yet.",
            "ar": "قالت حكومة {country} إنها لم تتخذ قرارًا بعد.",
            "fr": "{country} : le gouvernement a dit qu’il n’avait pas encore décidé.",
            "fa": "دولت {country} گفت که هنوز تصمیم نگرفته است.",
        },
        {
            "en": "Has not decided yet",
            "ar": "لم تتخذ حكومتها قرارًا بعد",
            "fr": "N’a pas encore décidé",
            "fa": "هنوز تصمیم نگرفته است",
        },
        {"en": "not decided", "ar": "لم تقرر", "fr": "n’a pas décidé", "fa": "تصمیم نگرفته"},
    ),
    Stance(
        "opposes",
        "2024-03-11",
        {
            "en": "{country} said on 11 March that it would stay outside the centre.",
            "ar": "وقالت حكومة {country} في 11 مارس إنها ستبقى خارج المركز.",
            "fr": "{country} : le gouvernement a dit le 11 mars qu’il resterait hors du centre.",
            "fa": "دولت {country} در 11 مارس گفت که بیرون از مرکز می‌ماند.",
        },
        {
            "en": "{country} said that it would stay outside the centre.",
            "ar": "قالت حكومة {country} إنها ستبقى خارج المركز.",
            "fr": "{country} : le gouvernement a dit qu’il resterait hors du centre.",
            "fa": "دولت {country} گفت که بیرون از مرکز می‌ماند.",
        },
        {
            "en": "Stays outside the centre",
            "ar": "تبقى حكومتها خارج المركز",
            "fr": "Reste hors du centre",
            "fa": "بیرون از مرکز می‌ماند",
        },
        {"en": "stays outside", "ar": "خارج المركز", "fr": "hors du centre", "fa": "بیرون از مرکز"},
    ),
)


@dataclass(frozen=True)
class ExamplePosition:
    """The position of one country, as the files of a new project have it."""

    country: str
    at: int
    stance: str
    day: str
    source: Texts
    text: Texts
    gist: Texts
    label: Texts

    @property
    def id(self) -> str:
        """The id of the statement."""
        return f"{self.country.lower()}-centre"


def example_positions(countries: Iterable[str], names: Names) -> list[ExamplePosition]:
    """Return a position for each country; the stances take turns."""
    positions = []
    for index, code in enumerate(countries):
        stance = STANCES[index % len(STANCES)]
        subjects = {
            language: in_sentence(code, known[code], language) for language, known in names.items()
        }
        source, text = (
            {
                language: upper_first(texts[language].format(country=subject))
                for language, subject in subjects.items()
            }
            for texts in (stance.source, stance.text)
        )
        place = (code, FIRST_PARAGRAPH + index, stance.stance, stance.day)
        positions.append(ExamplePosition(*place, source, text, stance.gist, stance.label))
    return positions


def in_sentence(code: str, name: str, language: str) -> str:
    """Return the name of a country as it stands inside a sentence: `the Netherlands`."""
    article, codes = ARTICLES.get(language, ("", frozenset()))
    return article + name if code in codes else name


def upper_first(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]
