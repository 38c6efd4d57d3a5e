"""`Problem`: a fault in what a user wrote, as a value that every stage returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


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
    "article-unknown": "a reference to an article that does not exist",
    "character-refused": "a character that the language does not write (warning)",
    "confidence-likelihood": "a confidence and a likelihood that are not kept apart (warning)",
    "contradiction-undeclared": "two positions contradict each other, and nothing declares it",
    "country-unknown": "a country is not an ISO 3166 code",
    "coverage-gap": "a figure, name, country or quotation of a source in no statement (warning)",
    "date-malformed": "a date is not a day, month, year or range that exists",
    "date-mismatch": "a date of one language is missing in the other",
    "derived-unused": "a number is declared as derived that the statement does not need",
    "digits-mixed": "digits other than 0–9, which YAML holds (warning)",
    "edit-conflict": "a text that changed in Word and in the YAML",
    "edit-refused": "a text that cannot be written back to its place in the YAML",
    "edition-unknown": "an edition that the theme does not have",
    "evidence-unknown": "a reference to a statement that does not exist",
    "figure-unsupported": "a number of a statement is not in the paragraphs that it cites",
    "file-exists": "a file of this name exists already, with other contents",
    "file-missing": "a file of the content folder is missing",
    "file-not-utf8": "a file is not saved as UTF-8",
    "file-too-large": "a file is over the size that is read",
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
    "lock-outdated": "sources.lock lacks the fingerprint of a cited paragraph (warning)",
    "manifest-unreadable": "a folder without a manifest, or with one that cannot be read",
    "mark-latin": "a Latin comma, semicolon or question mark in Arabic (warning)",
    "name-mismatch": "a country, person or body that only one language names (warning)",
    "name-refused": "a spelling that people.yaml lists as refused (warning)",
    "not-reviewed": "texts that nobody has marked as reviewed (warning)",
    "not-shown": "a statement or named expert that no brief shows (warning)",
    "number-mismatch": "a number of one language is missing in the other",
    "out-of-range": "a number that is too small or too large",
    "output-changed": "a document is not what the manifest says was built",
    "output-foreign": "an output folder that holds the documents of another project",
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
    "tatweel": "a letter drawn out with a tatweel (warning)",
    "template-error": "a template asks for something that is not there",
    "template-syntax": "a template that Jinja cannot read",
    "template-unknown": "a template that does not exist",
    "text-layer": "a word that would not copy from the PDF as it was written",
    "text-too-long": "a judgement, bottom line or label with too many words (warning)",
    "title-changed": "a title that the source text does not have in these words",
    "topic-unknown": "a topic that topics.yaml does not have",
    "translation-missing": "a text without one of the languages",
    "translation-stale": "a text whose other language changed since it was reviewed (warning)",
    "type-wrong": "a value of the wrong kind, such as a number for a text",
    "uncovered-unused": "a passage is declared as uncovered that is covered or not there",
    "value-unknown": "a word that is none of those allowed",
    "word-latin": "a Latin word in Arabic that is no acronym (warning)",
    "word-base-lacks": "the reference document lacks styles, and ours are added (warning)",
    "word-base-page": "the reference document’s page is too small or unreadable (warning)",
    "word-base-unreadable": "the reference document is missing, too large or no Word document",
    "word-foreign": "a Word file that this program did not make, or made from other content",
    "word-unreadable": "a file that is no Word document, or a broken one",
    "word-unsafe": "a Word file that is too large or too deep, or reaches outside itself",
    "yaml-alias": "a YAML alias, which content does not use",
    "yaml-duplicate-key": "a key that appears twice in a mapping",
    "yaml-empty": "an empty file",
    "yaml-syntax": "text that is not YAML",
    "yaml-too-deep": "YAML nested too deep",
}
WARNINGS = frozenset(code for code, text in CODES.items() if text.endswith("(warning)"))
NOTES = frozenset(code for code, text in CODES.items() if text.endswith("(note)"))


@dataclass(frozen=True, order=True)
class Problem:
    """A fault at a line and column of a file, both counted from 1; line 0 is the whole file.

    ValueError for a code that is not in `CODES`.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

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


def show(problem: Problem, line: str | None) -> str:
    """Return a problem as text: place and message, the line with a caret under it, the hint."""
    parts = [f"{problem.place}: {problem.severity} [{problem.code}] {problem.message}"]
    if line is not None:
        gutter = f"{problem.line:>5} | "
        # A tab keeps its width, so that the caret stands under the right letter.
        indent = "".join("\t" if letter == "\t" else " " for letter in line[: problem.column - 1])
        parts += [f"{gutter}{line}", f"{' ' * (len(gutter) - 2)}| {indent}^"]
    if problem.hint:
        parts.append(f"      hint: {problem.hint}")
    return "\n".join(parts)


def show_all(problems: Iterable[Problem]) -> str:
    """Return problems as text, sorted by place, each with its line as the file has it now."""
    lines_by_file: dict[str, list[str]] = {}
    shown = []
    for problem in sorted(set(problems)):
        if problem.line and problem.file not in lines_by_file:
            lines_by_file[problem.file] = lines_of(problem.file)
        lines = lines_by_file.get(problem.file, [])
        line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else None
        shown.append(show(problem, line))
    return "\n\n".join(shown)


def lines_of(file: str) -> list[str]:
    """Return the lines of a text file; none where it cannot be read as UTF-8."""
    try:
        return Path(file).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def closest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known word nearest to a word, or the known words if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  (only when something is wrong)

    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean “{near[0]}”?"
    shown = ", ".join(names[:12])
    return f"known: {shown}{' …' if len(names) > 12 else ''}" if names else ""


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are warnings."""
    return [problem for problem in problems if problem.severity is Severity.WARNING]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
