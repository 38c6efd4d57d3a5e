"""The markup inside a text: `**bold**` and line breaks.

Two stars that no other star touches are a mark. From the left, each mark and the next one in its
line have bold words between them; all other stars are letters.
"""

import re

MARK = r"(?<!\*)\*\*(?!\*)"
BOLD = re.compile(f"{MARK}(.+?){MARK}")

Letters = list[tuple[str, bool]]  # each letter, and whether it is bold


def with_marks(letters: Letters) -> str:
    """Return letters as a text with `**` around bold words; spaces at their ends stay outside.

    Words that begin or end with a star, or stand beside one, cannot be marked and are not bold.
    """
    text = "".join(letter for letter, _ in letters)
    flags = "".join("b" if bold and letter != "\n" else "-" for letter, bold in letters)
    marked, last = "", 0
    for bold_run in re.finditer("b+", flags):
        words = text[slice(*bold_run.span())]
        if words.strip():
            start = bold_run.start() + len(words) - len(words.lstrip())
            end = bold_run.end() - len(words) + len(words.rstrip())
            if "*" not in (*text[max(start - 1, 0) : start + 1], *text[end - 1 : end + 1]):
                marked += f"{text[last:start]}**{text[start:end]}**"
                last = end
    return (marked + text[last:]).strip()


def letters_of(text: str) -> Letters:
    """Return the letters of a text with `**` around bold words."""
    parts = enumerate(bold_parts(text.strip()))
    return [(letter, index % 2 == 1) for index, part in parts for letter in part]


def bold_parts(text: str) -> list[str]:
    """Return the parts of a text without marks: each second one is bold, the first is not."""
    return BOLD.split(text)


def stars_without_reading(text: str) -> bool:
    """Return whether stars look like marks and are none, or marks stand around an outer star."""
    parts = bold_parts(text)
    bold = (words.strip() for words in parts[1::2])
    return any("**" in part for part in parts) or any(
        "*" in words[:1] + words[-1:] for words in bold
    )


def without_marks(text: str) -> str:
    """Return a text without the marks of bold."""
    return BOLD.sub(r"\1", text)


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
