"""`Problem`: a fault in what a user wrote, as a value that every stage returns."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from briefs.limits import LONGEST_WORD
from briefs.messages import Message, fill

__all__ = [
    "CODES",
    "NOTES",
    "NO_HINT",
    "WARNINGS",
    "Message",
    "Problem",
    "Severity",
    "closest",
    "errors",
    "fill",
    "nearest",
    "warnings",
]


class Severity(StrEnum):
    """An error stops the documents that depend on the faulty part; a warning does not.

    A note says what the program cannot judge; no command fails because of it.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# The meaning of every code that a problem may have, as docs/problems.md shows it to users. A code
# is a warning or a note if its meaning ends with “(warning)” or “(note)”, and otherwise an error.
CODES: Mapping[str, str] = {
    "abbreviation-unexplained": "an abbreviation that people.yaml does not explain (warning)",
    "article-unknown": "a reference to an article that does not exist",
    "bold-unclear": "stars look like marks of bold and are printed as they are (warning)",
    "build-refused": "a build that cannot begin, such as one beside another in the same folder",
    "character-refused": "a character that the language does not write (warning)",
    "confidence-likelihood": "a confidence and a likelihood that are not kept apart (warning)",
    "contents-page": "a contents list of a PDF that has not the page of a section",
    "contradiction-undeclared": "two positions contradict each other, and nothing declares it",
    "contradiction-unknown": "a brief names a contradiction that contradictions.yaml does not have",
    "country-unknown": "a country is not an ISO 3166 code",
    "colour-malformed": "a colour that is not six hexadecimal digits after #",
    "comma-arabic": "an Arabic comma between the entries of a list",
    "coverage-gap": "a figure, name, country or quotation of a source in no statement (warning)",
    "css-syntax": "a style sheet that cannot be read",
    "css-url": "a style sheet that names another file",
    "date-malformed": "a date is not a day, month, year or range that exists",
    "date-mismatch": "a date of one language is missing in the other",
    "derived-unused": "a number is declared as derived that the statement does not need",
    "digits-mixed": "digits other than 0–9, which YAML holds (warning)",
    "document-stopped": "a document that takes too much time or memory, or that a worker died of",
    "edit-conflict": "a text that changed in Word and in the YAML",
    "edit-refused": "a text that cannot be written back to its place in the YAML",
    "edition-unknown": "an edition that the theme does not have",
    "evidence-unknown": "a reference to a statement that does not exist",
    "figure-unsupported": "a number of a statement is not in the paragraphs that it cites",
    "file-exists": "a file of this name exists already, with other contents",
    "file-missing": "a file of the content folder is missing",
    "file-name": "a file whose name is damaged or does not end in .yaml, so that it is not read",
    "file-not-utf8": "a file is not saved as UTF-8",
    "file-refused": "the system lets a file or folder not be read or written",
    "file-too-large": "a file is over the size that is read",
    "file-unreadable": "a file that cannot be opened, or a folder in its place",
    "font-unknown": "a font, or a face of it, that is not in the folder of fonts",
    "forbidden-character": "a control, bidi or non-character in a text",
    "gist-missing": "a compared country’s position has no short form (warning)",
    "gist-pronoun": "a short form that begins with a pronoun without its noun (warning)",
    "glossary-mismatch": "a term of the glossary without its pair in the other language (warning)",
    "glyph-missing": "a letter that no font of the theme has",
    "holder-unnamed": "no cited paragraph names the country or speaker of a position (warning)",
    "html-attribute": "a template writes an attribute outside the vocabulary",
    "html-class": "a template writes a class outside the vocabulary",
    "html-element": "a template writes an element outside the vocabulary",
    "html-id": "a template writes an id twice",
    "html-malformed": "a template leaves an element open, or an & bare",
    "id-duplicate": "an id that appears twice in a file",
    "id-malformed": "an id or reference is not lower-case words joined by hyphens",
    "id-not-file-name": "an article or brief is not named as its file",
    "import-characters": "control or bidi characters that an import has dropped (warning)",
    "import-encoding": "a source whose encoding cannot be told",
    "import-kind": "a source that is no web page, PDF, Word document or plain text",
    "import-language": "a source whose language cannot be told",
    "import-locked": "a source that is locked with a password",
    "import-missing": "a source that is not there or cannot be read",
    "import-no-reader": "the library that reads a kind of source is not installed",
    "import-no-text": "a source without text, such as a scanned PDF",
    "import-too-large": "a source over the limits of bytes, pages, elements or paragraphs",
    "import-unreadable": "a source that is damaged",
    "invalid": "a part contradicts itself, such as a position with two holders",
    "judgement-not-bold": "a judgement whose first clause is not in bold (warning)",
    "key-missing": "a key that is needed is not there",
    "key-unknown": "a key that the model does not have",
    "label-missing": "a position in the matrix has no label (warning)",
    "language-unread": "a language has no data for some checks, which do not judge it (note)",
    "language-unknown": "a text in a language that the theme does not have",
    "language-wrong": "a text without a letter of its language",
    "left-out-reason": "an address or a repeated line is left out for another reason (warning)",
    "likelihood-mismatch": "a judgement lacks the term of its likelihood, or has another (warning)",
    "link-refused": "a link that is neither http, https nor mailto",
    "list-too-short": "a list that needs an entry",
    "locale-unknown": "a locale or region of the theme that CLDR does not know",
    "lock-malformed": "a line of reviewed.lock that the program did not write (warning)",
    "lock-outdated": "sources.lock lacks the fingerprint of a cited paragraph (warning)",
    "manifest-unreadable": "a folder without a manifest, or with one that cannot be read",
    "mark-latin": "a Latin comma, semicolon or question mark in Arabic (warning)",
    "marks-piled": "more marks on one letter than a font can place",
    "movement-missing": "a country that the brief compares has no “movement”",
    "name-mismatch": "a country, person or body that only one language names (warning)",
    "name-refused": "a spelling that people.yaml lists as refused (warning)",
    "not-reviewed": "texts that nobody has marked as reviewed (warning)",
    "not-shown": "a statement or named expert that no brief shows (warning)",
    "number-mismatch": "a number of one language is missing in the other",
    "out-of-range": "a number that is too small or too large",
    "output-changed": "a document is not what the manifest says was built",
    "output-edited": "a file edited in the output folder, which is not replaced",
    "output-foreign": "an output folder of another project, or a file in it that no build made",
    "output-missing": "a document that the manifest lists is not there",
    "output-unlisted": "a file that the manifest does not list (warning)",
    "page-bare": "a page, not the last, of which less than a fifth is used (warning)",
    "page-contrast": "text under a contrast of 4.5 to 1, or a bar of a chart under 3 (warning)",
    "page-heading-last": "a heading, caption or date at the end of a page or column (warning)",
    "page-line-length": "lines of running text under 45 or over 90 letters (warning)",
    "page-outside": "text or a background outside the type area or its cell (warning)",
    "page-row-split": "a row of a table on two pages that would fit on one (warning)",
    "page-small": "text under 8 points (warning)",
    "pages-unknown": "LibreOffice is there and finds no pages for a contents list (warning)",
    "paragraph-both": "a paragraph is left out, yet cited",
    "paragraph-unaccounted": "a paragraph is neither cited nor left out",
    "paragraph-unknown": "a paragraph that the article does not have",
    "paragraph-unread": "paragraphs that nobody has read yet (warning)",
    "pdf-engine": "a warning of the PDF engine (warning)",
    "pdf-foreign": "a PDF that this program did not make",
    "pdf-unreadable": "a file that is no PDF, or a broken or locked one",
    "pdf-unsafe": "a PDF that is too large, or carries files that are, or have unsafe names",
    "percent-out-of-range": "a percentage under 0 or over 100",
    "person-unknown": "a person or organisation that people.yaml does not have",
    "position-needed": "a statement in the matrix or the ladder that is no position",
    "qualifier-doubtful": "an exact figure that the text or the source calls an estimate (warning)",
    "quotes-foreign": "the quotation marks of another language (warning)",
    "quotes-straight": "a straight quotation mark (warning)",
    "reason-missing": "an inferred date without a why",
    "reference-unknown": "a link of a template to something that does not exist",
    "source-changed": "a cited paragraph is not as it was when it was curated",
    "source-missing": "a source text, or a paragraph of it, is not there",
    "space-before": "a space before a punctuation mark (warning)",
    "space-double": "two spaces between words (warning)",
    "spelling-american": "American spelling (warning)",
    "space-missing": "a mark without the no-break space of its language (warning)",
    "stance-cell": "a cell of the matrix too full, or not in the order of time (warning)",
    "stance-doubtful": "a stance against “if” or “no position” in the text (warning)",
    "stance-outside": "a position in the matrix on what the brief does not compare",
    "statement-without-paragraph": "a statement that cites no paragraph",
    "string-malformed": "a string of the interface that is no text, or has a wrong placeholder",
    "string-missing": "a string of the interface that a language lacks",
    "tatweel": "a letter drawn out with a tatweel (warning)",
    "template-error": "a template asks for something that is not there",
    "template-syntax": "a template that Jinja cannot read",
    "template-unknown": "a template that does not exist",
    "text-cut": "a text ends where “#” begins a comment (warning)",
    "text-layer": "a word that would not copy from the PDF as it was written",
    "text-to-do": "a text that is still to be written (warning)",
    "text-too-large": "a text is over the size that is read",
    "text-too-long": "a judgement, bottom line or label with too many words (warning)",
    "text-unwritten": "a text that a document would show and that is still to be written",
    "title-changed": "a title that the source text does not have in these words",
    "topic-unknown": "a topic that topics.yaml does not have",
    "translation-missing": "a text without one of the languages",
    "translation-stale": "a text whose other language changed since it was reviewed (warning)",
    "type-wrong": "a value of the wrong kind, such as a number for a text",
    "uncovered-unused": "a passage is declared as uncovered that is covered or not there",
    "value-missing": "a key without a value",
    "value-unknown": "a word that is none of those allowed",
    "word-latin": "a Latin word in Arabic that is no acronym (warning)",
    "word-base-lacks": "the reference document lacks styles, and ours are added (warning)",
    "word-base-page": "the reference document’s page is too small or unreadable (warning)",
    "word-base-unreadable": "the reference document is missing, too large or no Word document",
    "word-foreign": "a Word file that this program did not make, or made from other content",
    "word-unreadable": "a file that is no Word document, or a broken one",
    "word-unsafe": "a Word file that is too large or too deep, or reaches outside itself",
    "yaml-alias": "a YAML alias, which content does not use",
    "yaml-bracket": "a bracket of a list or mapping that is not closed",
    "yaml-colon": "a colon that is missing, or stands in a text without quotation marks",
    "yaml-comment": "“#” begins a comment inside a list or mapping",
    "yaml-duplicate-key": "a key that appears twice in a mapping",
    "yaml-empty": "an empty file",
    "yaml-indentation": "a line that is indented like no block above it",
    "yaml-quote": "a quotation mark that is not closed, or ends a text too early",
    "yaml-syntax": "text that is not YAML",
    "yaml-tab": "a tab in place of spaces",
    "yaml-too-deep": "YAML nested too deep",
}
WARNINGS = frozenset(code for code, text in CODES.items() if text.endswith("(warning)"))
NOTES = frozenset(code for code, text in CODES.items() if text.endswith("(note)"))


NO_HINT = Message("")


@dataclass(frozen=True, order=True)
class Problem:
    """A fault at a line and column of a file, both counted from 1; line 0 is the whole file.

    ValueError for a code that is not in `CODES`.
    """

    file: str
    line: int
    column: int
    code: str
    message: Message
    hint: Message = NO_HINT

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"“{self.code}” is not among the codes of problems")

    @property
    def severity(self) -> Severity:
        """The severity, which depends on the code alone."""
        if self.code in NOTES:
            return Severity.NOTE
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def place(self) -> str:
        """`file:line:column`, which editors make clickable, or the file alone for the line 0."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def closest(word: str, known: Iterable[str]) -> Message:
    """Return a hint with the known word nearest to a word, or the known words if none is near."""
    names = tuple(sorted(known))
    near = nearest(word, names)
    if near:
        return fill("did you mean “{word}”?", word=near)
    shown = ", ".join(names[:12])
    if not names:
        return NO_HINT
    return fill("known: {names}{more}", names=shown, more=" …" if len(names) > 12 else "")


@lru_cache(maxsize=1000)
def nearest(word: str, names: tuple[str, ...]) -> str:
    """Return the name most similar to a word; empty if none is near.

    Comparing two words is slow: only the ten that share most pairs of letters are compared.
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only when something is wrong)

    if len(word) > LONGEST_WORD:
        return ""
    shared: Counter[str] = Counter()
    index = index_of(names)
    for pair in pairs_of(word):
        shared.update(index.get(pair, ()))
    ten = [name for name, _ in shared.most_common(10)]
    by_lower_case = {name.lower(): name for name in reversed(ten)}
    near = get_close_matches(word.lower(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[near[0]] if near else ""


@lru_cache(maxsize=16)
def index_of(names: tuple[str, ...]) -> Mapping[str, list[str]]:
    """Return for each pair of letters the names that have it."""
    index: dict[str, list[str]] = {}
    for name in names:
        for pair in pairs_of(name):
            index.setdefault(pair, []).append(name)
    return index


def pairs_of(word: str) -> set[str]:
    """Return the pairs of adjacent letters of a word in lower case, its ends included."""
    framed = f" {word.lower()} "
    return {framed[index : index + 2] for index in range(len(framed) - 1)}


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are warnings."""
    return [problem for problem in problems if problem.severity is Severity.WARNING]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
