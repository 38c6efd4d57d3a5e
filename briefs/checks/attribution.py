"""Checks holders, titles, qualifiers and what is left out against the words of the source texts."""

import re
from collections.abc import Iterator

from briefs.checks.names import Names, judged, names_of
from briefs.checks.source_texts import SourceTexts, normalised
from briefs.checks.wording import estimate
from briefs.content import (
    Article,
    Figure,
    Library,
    Position,
    StatementRef,
    fold,
    statements_of,
)
from briefs.problems import Problem, fill

# An address on the web, alone or after a word or two.
ADDRESS = re.compile(r"(?:\S+\s+){0,3}(?:https?://|www\.)\S+")
# Why a line that appears again may be left out.
FOR_REPEATED = {"furniture", "repetition", "subscription"}


def attribution(library: Library, sources: SourceTexts) -> Iterator[Problem]:
    """Report what the source texts do not bear out of titles, holders, qualifiers, omissions."""
    for name, paragraphs in sources.items():
        article = library.articles[name]
        names = names_of(library, [article.language]).in_sources()
        yield from title(article, paragraphs)
        yield from left_out(library, article, paragraphs)
        for statement in statements_of(article):
            cited = [paragraphs[at - 1] for at in statement.at if at <= len(paragraphs)]
            yield from holder(library, statement, cited, names)
            yield from qualifier(library, statement, cited)


def title(article: Article, paragraphs: tuple[str, ...]) -> Iterator[Problem]:
    """Report a title that is not in the source text; marks and quotation marks may differ."""
    text = article.title.get(article.language)
    if text and article.title_is == "verbatim":
        words = " ".join(words_of(text))
        if not any(words in " ".join(words_of(paragraph)) for paragraph in paragraphs):
            hint = fill("copy it from the source, or add title_is: descriptive")
            message = fill("the source text does not have this title")
            yield text.problem("title-changed", message, hint)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared, without marks."""
    return re.findall(r"\w+", fold(normalised(text)))


def left_out(library: Library, article: Article, paragraphs: tuple[str, ...]) -> Iterator[Problem]:
    """Report addresses and repeated lines that are left out for another reason."""
    lines = [normalised(paragraph) for paragraph in paragraphs]
    for index, entry in enumerate(article.left_out):
        for position, at in enumerate(entry.at):
            line = lines[at - 1] if at <= len(lines) else ""
            if ADDRESS.fullmatch(line) and entry.why != "furniture":
                message, hint = (
                    fill("paragraph {at} is an address", at=at),
                    fill("its reason is furniture"),
                )
            elif line in lines[: at - 1] and entry.why not in FOR_REPEATED:
                first = lines.index(line) + 1
                message, hint = (
                    fill("paragraph {at} repeats {first}", at=at, first=first),
                    fill("its reason is repetition"),
                )
            else:
                continue
            path = ("left_out", index, "at", position)
            yield library.file_of(article).problem(path, "left-out-reason", message, hint)


def holder(
    library: Library, statement: StatementRef, cited: list[str], names: Names
) -> Iterator[Problem]:
    """Report a position whose country and speaker the cited paragraphs do not name.

    A person of the country names it too. A position that is inferred need not be named, and in a
    language whose names cannot be found nothing is reported.
    """
    item = statement.item
    if isinstance(item, Position) and item.country and item.nature != "inferred":
        language = statement.article.language
        if not judged([language]):
            return
        named = {name.key for text in cited for name in names.in_text(text, language)}
        named |= {library.people[key].country or "" for key in named & set(library.people)}
        if not named & {item.country, item.speaker}:
            message = fill(
                "no cited paragraph names {country} or the speaker", country=item.country
            )
            hint = fill("cite the paragraph that does, or write nature: inferred")
            yield library.problem_at(statement, "holder-unnamed", message, hint)


def qualifier(library: Library, statement: StatementRef, cited: list[str]) -> Iterator[Problem]:
    """Report an exact figure that a cited paragraph calls an estimate."""
    item = statement.item
    if isinstance(item, Figure) and item.qualifier == "exactly":
        language = statement.article.language
        for word in filter(None, (estimate(text, language, item.value) for text in cited)):
            message = fill("the qualifier is “exactly”, and the source says “{word}”", word=word)
            yield library.problem_at(
                statement, "qualifier-doubtful", message, fill("is it “about”?")
            )
