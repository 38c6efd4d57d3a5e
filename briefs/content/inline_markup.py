"""The marks inside a text, `**bold**` and line breaks: to letters bold or not, and back."""

import re

Letters = list[tuple[str, bool]]


def with_marks(letters: Letters) -> str:
    """Letters as a text, those that are bold between `**`; no stretch ends with a space."""
    words = "".join(letter for letter, _ in letters)
    flags = "".join("b" if bold and letter != "\n" else "-" for letter, bold in letters)
    made, last = "", 0
    for stretch in re.finditer("b+", flags):
        inner = words[slice(*stretch.span())]
        if inner.strip():
            start = stretch.start() + len(inner) - len(inner.lstrip())
            end = stretch.end() - len(inner) + len(inner.rstrip())
            made += f"{words[last:start]}**{words[start:end]}**"
            last = end
    return (made + words[last:]).strip()


def without_marks(text: str) -> str:
    """Return a text without the marks of bold."""
    return text.replace("**", "")


def as_printed(text: str) -> str:
    """A text as a document shows it: one space for many, none beside a line break."""
    letters: Letters = []
    for number, part in enumerate(re.split(r"\*\*(.+?)\*\*", text.strip())):
        letters += [(letter, number % 2 == 1) for letter in part]
    kept: Letters = []
    for letter, bold in letters:
        if letter == "\n":
            while kept and kept[-1][0] == " ":
                kept.pop()
        if letter not in " \t" or (kept and kept[-1][0] not in " \n"):
            kept.append((" " if letter == "\t" else letter, bold))
    return with_marks(kept)
