"""The markup inside a text: `**bold**` and line breaks."""

import re

Letters = list[tuple[str, bool]]  # each letter, and whether it is bold


def with_marks(letters: Letters) -> str:
    """Return letters as a text with `**` around bold words; spaces at their ends stay outside."""
    text = "".join(letter for letter, _ in letters)
    flags = "".join("b" if bold and letter != "\n" else "-" for letter, bold in letters)
    marked, last = "", 0
    for bold_run in re.finditer("b+", flags):
        words = text[slice(*bold_run.span())]
        if words.strip():
            start = bold_run.start() + len(words) - len(words.lstrip())
            end = bold_run.end() - len(words) + len(words.rstrip())
            marked += f"{text[last:start]}**{text[start:end]}**"
            last = end
    return (marked + text[last:]).strip()


def letters_of(text: str) -> Letters:
    """Return the letters of a text with `**` around bold words."""
    parts = enumerate(re.split(r"\*\*(.+?)\*\*", text.strip()))
    return [(letter, index % 2 == 1) for index, part in parts for letter in part]


def without_marks(text: str) -> str:
    """Return a text without the marks of bold."""
    return text.replace("**", "")


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
