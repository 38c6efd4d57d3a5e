"""Number words: what they do in a number, and tables of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

# `teen` is ten to nineteen in English and ten in Arabic; `hundreds` is 200 to 900 in one word. A
# `pair` is two of a scale (2,000); `either` is that or one of it, as its place decides. A `part` is
# a half, `parts` are halves. A `dual` is a noun that counts two.
Role = Literal[
    "one", "unit", "teen", "ten", "hundred", "hundreds", "scale", "scales", "pair", "either",
    "dozen", "ordinal", "part", "parts", "dual", "month",
]  # fmt: skip
BELOW_HUNDRED = ("one", "unit", "teen", "ten")


@dataclass(frozen=True)
class Word:
    """A number word: its role, its value, its bare form, and the Arabic clitics before it.

    `ordinal` is set for a word that ends an ordinal and otherwise has the role of its cardinal.
    """

    role: Role
    value: Fraction
    form: str
    clitic: str = ""
    ordinal: bool = False

    @property
    def kind(self) -> Literal["ordinal", "count"]:
        """The kind of a number that ends in the word."""
        return "ordinal" if self.ordinal else "count"

    @property
    def definite(self) -> bool:
        """Whether it has the article."""
        return self.clitic.endswith(("ال", "لل"))


def words_of(forms: Mapping[Role, str]) -> Iterator[Word]:
    """Yield the words of a table by role, with entries such as `3 three; 1/2 half`."""
    for role, entries in forms.items():
        for entry in entries.split(";"):
            value, *written = entry.split()
            yield from (Word(role, Fraction(value), form) for form in written)
