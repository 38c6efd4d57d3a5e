"""Checks judgements by ICD 203, and the positions in the matrix and the ladder of a brief.

ICD 203 are the analytic standards of the US intelligence community: a likelihood has one of seven
terms, and does not share a sentence with a confidence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefs.checks.style import prose
from briefs.content import (
    Brief,
    Judgement,
    KeyPath,
    Library,
    LocalizedText,
    Position,
    StatementRef,
    When,
    YamlFile,
    any_of,
    bold_parts,
    fold,
    is_country,
    language_data,
    without_marks,
    word_pattern,
)
from briefs.design import CheckContext
from briefs.messages import counted
from briefs.problems import Problem, fill

# The most words of a text, and the most positions in a cell of the matrix.
JUDGEMENT_WORDS, BOTTOM_LINE_WORDS, LABEL_WORDS, CELL_POSITIONS = 40, 25, 3, 4
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")
# The paths of the texts that may have no confidence, and no likelihood, in any sentence.
JUDGEMENT_PATH = re.compile(r"briefs/[^/]+/judgements/[^/]+/text/")
BASIS_PATH = re.compile(r"briefs/[^/]+/judgements/[^/]+/confidence/basis/")


def judgements(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report texts of briefs and labels that are too long, not in bold, or without their term."""
    for brief in library.briefs.values():
        if brief.bottom_line.provenance:
            yield from too_long(brief.bottom_line.text, BOTTOM_LINE_WORDS)
        for judgement in brief.judgements:
            yield from too_long(judgement.text, JUDGEMENT_WORDS)
            for text in judgement.text.values():
                if bold_parts(text)[0].strip() or len(bold_parts(text)) == 1:
                    hint = fill("put ** before and after the clause that says what is judged")
                    message = fill("the first clause of the judgement is not in bold")
                    yield text.problem("judgement-not-bold", message, hint)
            yield from likelihoods(judgement, context)
    for statement in library.statements.values():
        label = getattr(statement.item, "label", None)
        yield from too_long(label, LABEL_WORDS) if label else ()


def too_long(texts: LocalizedText, limit: int) -> Iterator[Problem]:
    """Report the languages in which a text has more words than a limit."""
    for language, text in texts.items():
        most = round(limit * language_data(language).more_words)
        count = len(re.findall(r"\w\S*", without_marks(text)))  # a mark between spaces is no word
        if count > most:
            message = counted(
                "the text has {count} word; {most} are the most",
                "the text has {count} words; {most} are the most",
                count=count,
                most=most,
            )
            yield text.problem("text-too-long", message, fill("say less, or say it elsewhere"))


def likelihoods(judgement: Judgement, context: CheckContext) -> Iterator[Problem]:
    """Report texts of a judgement that lack its term of likelihood, or have another."""
    for language, text in judgement.text.items():
        terms = context.likelihoods.get(language, {})
        named = terms_in(text, terms, language) if terms else []
        expected = terms.get(judgement.likelihood)
        if expected and expected not in named:
            message = fill(
                "the text does not say “{expected}”, its likelihood", expected=expected.lower()
            )
            hint = fill("use the term of the likelihood, in these words")
            yield text.problem("likelihood-mismatch", message, hint)
        for word in named:
            if word != expected:
                message = fill(
                    "“{word}” is a likelihood, and not “{likelihood}”",
                    word=word.lower(),
                    likelihood=judgement.likelihood,
                )
                hint = fill("say one likelihood, in its term; not_a_forecast has none")
                yield text.problem("likelihood-mismatch", message, hint)


def terms_in(text: str, terms: Mapping[str, str], language: str) -> list[str]:
    """Return the terms of likelihood that a text has, the longest first, and other such words."""
    rest, named = fold(text), []
    for term in sorted(terms.values(), key=len, reverse=True):
        rest, count = any_of([term], language, re.IGNORECASE).subn("|", rest)
        named += [term] * bool(count)
    others = word_pattern(language, "likelihood")
    return [*named, *(others.findall(rest) if others else [])]


def confidence_and_likelihood(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report sentences with a confidence and a likelihood.

    A judgement has no confidence in any sentence, and the basis of its confidence no likelihood.
    """
    for language, text in prose(library):
        sure, likely = word_pattern(language, "confidence"), word_pattern(language, "likelihood")
        if sure is None or likely is None:
            continue
        for sentence in SENTENCE_END.split(fold(text)):
            confidence, likelihood = sure.search(sentence), likely.search(sentence)
            hint = fill("say how likely it is in one sentence, and how sure you are in another")
            if confidence and likelihood:
                message = fill(
                    "“{confidence}” and “{likelihood}” in one sentence",
                    confidence=confidence[0],
                    likelihood=likelihood[0].strip(),
                )
            elif confidence and JUDGEMENT_PATH.match(text.path):
                message = fill(
                    "“{confidence}” in a judgement, which states its confidence apart",
                    confidence=confidence[0],
                )
            elif likelihood and BASIS_PATH.match(text.path):
                message = fill(
                    "“{likelihood}” in the basis of a confidence", likelihood=likelihood[0].strip()
                )
            else:
                continue
            yield text.problem("confidence-likelihood", message, hint)


def stances(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report statements in the matrix or the ladder of a brief that do not belong there."""
    for brief in library.briefs.values():
        file = library.file_of(brief)
        matrix: list[tuple[KeyPath, str]]
        matrix = [(("stances", index), name) for index, name in enumerate(brief.stances)]
        ladder: list[tuple[KeyPath, str]] = [
            (("ladder", number, "positions", index), name)
            for number, rung in enumerate(brief.ladder)
            for index, name in enumerate(rung.positions)
        ]
        cells: dict[tuple[str, str], list[tuple[When, KeyPath]]] = defaultdict(list)
        for path, reference in matrix + ladder:
            # An unknown statement is reported by the check of references.
            statement = library.statements.get(reference)
            if statement and not isinstance(statement.item, Position):
                message = fill("“{reference}” is no position", reference=reference)
                yield file.problem(path, "position-needed", message, fill("name a position here"))
            elif statement and path[0] == "stances":
                yield from entry(brief, statement, library, path, context.text_form)
                cell = getattr(statement.item, "holder", ""), getattr(statement.item, "topic", "")
                cells[cell].append((statement.dated.date, path))
        for name, entries in cells.items():
            yield from order("the cell of {} and “{}”".format(*name), entries, file)


def entry(
    brief: Brief, statement: StatementRef, library: Library, path: KeyPath, form: str
) -> Iterator[Problem]:
    """Report a position in the matrix that the brief does not compare, or without its label.

    `form` is how a text is written in all languages.

    Another check reports countries and topics that do not exist.
    """
    item, file = statement.item, library.file_of(brief)
    if isinstance(item, Position):
        exists = item.topic in library.topics and (item.country is None or is_country(item.country))
        if exists and (item.holder not in brief.countries or item.topic not in brief.topics):
            message = fill(
                "the brief does not compare {holder} on “{topic}”",
                holder=item.holder,
                topic=item.topic,
            )
            hint = fill("add them to countries and topics, or take the position out")
            yield file.problem(path, "stance-outside", message, hint)
        if item.label is None:
            message = fill(
                "“{reference}” has no label for the matrix", reference=statement.reference
            )
            hint = fill("add label: {form} to the position, one to three words", form=form)
            yield file.problem(path, "label-missing", message, hint)


def order(name: str, entries: Sequence[tuple[When, KeyPath]], file: YamlFile) -> Iterator[Problem]:
    """Report a cell with too many positions, given by dates and paths, or not in time's order."""
    if len(entries) > CELL_POSITIONS:
        message = counted(
            "{name} has {count} position; {most} are the most",
            "{name} has {count} positions; {most} are the most",
            name=name,
            count=len(entries),
            most=CELL_POSITIONS,
        )
        hint = fill("keep those that show a movement")
        yield file.problem(entries[CELL_POSITIONS][1], "stance-cell", message, hint)
    for (before, _), (date, path) in pairwise(entries):
        if date < before:
            message, hint = (
                fill("{name} is not in the order of time", name=name),
                fill("put the earlier first"),
            )
            yield file.problem(path, "stance-cell", message, hint)
