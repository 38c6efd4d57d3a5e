"""A cursor over the tokens of a text, which the readers of all languages share."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction

from briefs.numerals.digits import Folded, Kind, ParsedNumber, Token


class TokenCursor(ABC):
    """The tokens of a folded text, of which a language reads the numbers; an index is a token's."""

    def __init__(self, folded: Folded, tokens: Sequence[Token]) -> None:
        self.folded, self.text, self.tokens = folded, folded.text, tokens

    @abstractmethod
    def number_at(self, index: int) -> ParsedNumber | None:
        """Return the longest number or month that begins at a token."""

    def numbers(self) -> Iterator[ParsedNumber]:
        """Yield all numbers and months of the text, in order."""
        index = 0
        while index < len(self.tokens):
            number = self.number_at(index)
            if number:
                yield number
            index = number.next if number else index + 1

    def is_numeric(self, index: int) -> bool:
        """Return whether a token exists and is a number in digits."""
        return 0 <= index < len(self.tokens) and self.tokens[index].value is not None

    def gap(self, index: int) -> str:
        """Return the text between a token and the one before it; a full stop beyond the ends."""
        if not 0 < index < len(self.tokens):
            return "."
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def rest(self, index: int) -> str:
        """Return the text after a token."""
        return self.text[self.tokens[index].end :]

    def number(
        self, value: Fraction, start: int, end: int, kind: Kind, scale: int = 1
    ) -> ParsedNumber:
        """Return a number that takes the tokens from `start` up to `end`."""
        first, last = self.tokens[start], self.tokens[end - 1]
        digits = first.value is not None
        return ParsedNumber(value, first.start, last.end, kind, end, scale, digits)
