"""Abbreviations that nothing explains to a reader."""

import re
from collections.abc import Iterator

from briefs.content import Library, bare, in_brackets
from briefs.design import CheckContext
from briefs.problems import Problem, fill

ABBREVIATION = re.compile(r"(?<!\w)([A-Z]{3,})s?(?!\w)")


def unexplained(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report, once a language, each abbreviation without an expansion in `people.yaml`.

    A text may also explain one itself, by its full name and the abbreviation in brackets.
    """
    if "people.yaml" in library.partial:
        return
    known = {language: explained(library, language) for language in context.languages}
    for texts in library.texts:
        for language, text in texts.items():
            for word in dict.fromkeys(ABBREVIATION.findall(text)):
                if f"({word})" in text or word in known.get(language, {word}):
                    continue
                known[language].add(word)
                hint = fill(
                    "give an organisation of people.yaml with this spelling an expansion, or add "
                    "the abbreviation to its commonly_known"
                )
                message = fill("nothing explains the abbreviation “{word}”", word=word)
                yield text.problem("abbreviation-unexplained", message, hint)


def explained(library: Library, language: str) -> set[str]:
    """Return the abbreviations that are commonly known, or expanded in a language."""
    words = set(library.commonly_known)
    for body in library.organisations.values():
        if body.expansion is not None and language in body.expansion:
            for spelling in (*body.name.values(), *body.spellings.get(language, ())):
                words |= {bare(spelling, language), *in_brackets(spelling)}
    return words
