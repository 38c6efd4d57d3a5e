"""The tokens of an Arabic text, with the number words at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefs.numerals.arabic_words import Word, look_up
from briefs.numerals.digits import Folded, Token
from briefs.numerals.tokens import TokenCursor


@dataclass(frozen=True)
class Follower:
    """The next word or number after a token, and whether the conjunction و joins it."""

    index: int
    joined: bool
    word: Word | None
    value: Fraction | None

    @property
    def role(self) -> str:
        """The role of the word; empty where it is no number word."""
        return self.word.role if self.word else ""


class ArabicTokens(TokenCursor):
    """A cursor that knows the Arabic number words at its tokens."""

    def __init__(self, folded: Folded, tokens: Sequence[Token]) -> None:
        super().__init__(folded, tokens)
        self.words = [None if token.value is not None else look_up(token.text) for token in tokens]
        for index, word in enumerate(self.words):
            if word and word.form == "الف" and "ل\u0651" in folded.marks(tokens[index]):
                self.words[index] = None  # ألّف: wrote
            elif word and word.form == "واحد":  # or و and أحد, a clitic and its word
                with_hamza = "أ" in folded.marks(tokens[index])
                if with_hamza or self.role(index + 1) == "teen":
                    self.words[index] = Word("one", word.value, "احد", "و")

    def written(self, index: int) -> str:
        """Return the folded letters of a token; empty beyond the ends."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def role(self, index: int) -> str:
        """Return the role that the word at a token has in a number; empty where it has none."""
        word = self.words[index] if 0 <= index < len(self.tokens) else None
        return word.role if word else ""

    def follower(self, index: int) -> Follower | None:
        """Return the number or word at a token, if only spaces or an `and` stand before it."""
        if self.gap(index).strip(" "):
            return None
        separate = self.written(index) == "و"
        if separate:
            index += 1
            if self.gap(index).strip(" "):
                return None
        word, token = self.words[index], self.tokens[index]
        if token.kind != "count":
            return None
        return Follower(index, separate or bool(word and word.joins), word, token.value)

    def unjoined(self, index: int) -> Word | None:
        """Return the number word at a token, if only spaces stand before it and no `and`."""
        follower = self.follower(index)
        return follower.word if follower and not follower.joined else None
