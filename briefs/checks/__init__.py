"""Checks content: its references, its languages, its style, its evidence.

`check` runs every check of the registry over a library, and adds the problems of reading its files
and of translations whose other language has changed. `verify_claims` compares every number, name,
quotation and cited paragraph with the source texts. `blocked_briefs` returns the briefs that an
error stops.

    registry        the checks, and the briefs that an error stops
    references      ids, references and paragraphs that must exist
    translations    every text is in all languages
    unfinished      texts to be written and paragraphs to be read in a new article
    parity          the languages of a text have the same numbers, dates, names and terms
    unjudged        what no data of a language can judge
    style           the house style, and its safe fixes
    abbreviations   abbreviations that nothing explains
    names           the people, organisations and countries that a text names
    wording         stance, qualifier and gist of a statement agree with its text
    judgements      judgements by ICD 203, and the positions in the matrix and the ladder
    contradictions  positions that contradict each other and are not declared
    reviews         reviewed.lock: translations whose other language has changed
    source_texts    claims, source texts and their fingerprints; sources.lock
    figures         the numbers of a claim are in the paragraphs that it cites
    coverage        a statement takes up the figures, names and quotations of a source text
    attribution     holders, titles, qualifiers and what is left out, as the source texts have them
    verify          the last four together
    findings        what was found in each file, for a process that checks again and again
    unshown         the statements and named experts that no brief shows
"""

from briefs.checks.coverage import finds_in
from briefs.checks.findings import Findings
from briefs.checks.names import Names, names_of
from briefs.checks.registry import blocked_briefs, check
from briefs.checks.reviews import (
    REVIEWS_LOCK,
    mark_reviewed,
    read_reviews_lock,
    reviews_lock_text,
    text_address,
)
from briefs.checks.source_texts import claims, normalised, paragraphs
from briefs.checks.style import style_fixes
from briefs.checks.translations import is_in_script
from briefs.checks.unshown import not_shown
from briefs.checks.verify import COVERAGE_HEADINGS, SOURCES_LOCK, read_sources_lock, verify_claims

__all__ = [
    "COVERAGE_HEADINGS",
    "REVIEWS_LOCK",
    "SOURCES_LOCK",
    "Findings",
    "Names",
    "blocked_briefs",
    "check",
    "claims",
    "finds_in",
    "is_in_script",
    "mark_reviewed",
    "names_of",
    "normalised",
    "not_shown",
    "paragraphs",
    "read_reviews_lock",
    "read_sources_lock",
    "reviews_lock_text",
    "style_fixes",
    "text_address",
    "verify_claims",
]
