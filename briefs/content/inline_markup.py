"""The markup inside a text: `**bold**`, line breaks, and `\\*` for a star that is a letter.

Two stars that no other star touches are a mark. From the left, each mark and the next one in its
line have bold words between them; all other stars are letters, and those after a backslash.
"""

import re
from itertools import groupby
from operator import itemgetter

MARK = r"(?:(?<!\*)|(?<=\\\*))\*\*(?!\*)"
BOLD = re.compile(f"{MARK}(.+?){MARK}")
ESCAPED = re.compile(r"\\(\\*\*)")  # of several backslashes before a star, all but one are letters

Letters = list[tuple[str, bool]]  # each letter, and whether it is bold


def with_marks(letters: Letters) -> str:
    """Return letters as a text with `**` around bold words; spaces at their ends stay outside.

    Where a star would be read otherwise, each has a backslash before it.
    """
    letters = bold_words(letters)
    marked = put_marks(letters)
    if letters_of(marked) == letters:
        return marked
    return put_marks([(letter.replace("*", r"\*"), bold) for letter, bold in letters])


def bold_words(letters: Letters) -> Letters:
    """Return letters without outer spaces; no line break, and no space around words, is bold."""
    text = "".join(letter for letter, _ in letters)
    flags = "".join("b" if bold and letter != "\n" else "-" for letter, bold in letters)
    bold = [False] * len(text)
    for run in re.finditer("b+", flags):
        words = text[slice(*run.span())]
        start = run.end() - len(words.lstrip())
        bold[start : start + len(words.strip())] = [True] * len(words.strip())
    start = len(text) - len(text.lstrip())
    return list(zip(text, bold, strict=True))[start : start + len(text.strip())]


def put_marks(letters: Letters) -> str:
    """Return letters with a mark where they begin and cease to be bold."""
    runs = groupby(letters, itemgetter(1))
    texts = ((bold, "".join(letter for letter, _ in run)) for bold, run in runs)
    return "".join(f"**{text}**" if bold else text for bold, text in texts)


def letters_of(text: str) -> Letters:
    """Return the letters of a text with `**` around bold words."""
    parts = enumerate(bold_parts(text.strip()))
    return [(letter, index % 2 == 1) for index, part in parts for letter in part]


def bold_parts(text: str) -> list[str]:
    """Return the parts of a text without marks: each second one is bold, the first is not."""
    if "*" not in text:
        return [text]
    return [ESCAPED.sub(r"\1", part) for part in BOLD.split(text)]


def stars_without_reading(text: str) -> bool:
    """Return whether stars look like marks and are none, or marks stand around an outer star."""
    parts = [ESCAPED.sub("-", part) for part in BOLD.split(text)]
    bold = (words.strip() for words in parts[1::2])
    return any("**" in part for part in parts) or any(
        "*" in words[:1] + words[-1:] for words in bold
    )


def without_marks(text: str) -> str:
    """Return a text as it reads, without the marks of bold."""
    return "".join(bold_parts(text))


def as_printed(text: str) -> str:
    """Return a text as a document shows it: single spaces, and none beside a line break."""
    printed: Letters = []
    for letter, bold in letters_of(text):
        if letter == "\n":
            while printed and printed[-1][0] == " ":
                printed.pop()
        if letter not in " \t" or (printed and printed[-1][0] not in " \n"):
            printed.append((" " if letter == "\t" else letter, bold))
    return with_marks(printed)
