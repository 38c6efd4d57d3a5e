"""What an analyst gets wrong, one mistake each in a good project, and what `check` says of it.

Each row is an edit of one file: the passage, what stands there instead with ▲ where the problem is
to be reported (nothing after it if the passage is a file's name), the code, and words of the hint.
Nothing else may be reported: no mistake has follow-up findings. What is said of each in Arabic is in
`tests/documents/mistakes-ar.json`, which `--accept` rewrites: read the difference.
"""

import json
import re
import shutil
from collections.abc import Iterable
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from briefs.cli.language import chosen
from briefs.cli.main import main
from briefs.cli.show import show_all
from briefs.problems import Problem
from tests.support.paths import CONTENT, ROOT

ALPHA, BETA = "content/articles/alpha.yaml", "content/articles/beta.yaml"
NORWAY, CROSSING = "content/briefs/norway.yaml", "content/briefs/crossing.yaml"
PEOPLE, TOPICS = "content/people.yaml", "content/topics.yaml"
THEME, ENGLISH, ARABIC = (
    "templates/theme.yaml",
    "templates/strings/en.yaml",
    "templates/strings/ar.yaml",
)
CSS = "templates/pdf.css"
PROJECT = "briefs.yaml"
LINE = re.compile(r"^(\S+?):(\d+):(\d+): (?:error|warning) \[([a-z0-9-]+)\] (.*)$")

Row = tuple[str, str, str, str, str]
Found = tuple[str, int, int, str, str]  # file, line, column, code, hint
GOLDEN = ROOT / "tests/documents" / "mistakes-ar.json"

YAML: list[Row] = [
    (ALPHA, "    country: NO\n", "▲\tcountry: NO\n", "yaml-tab", "type spaces"),
    (ALPHA, "    stance: conditional", "  ▲\t  stance: conditional", "yaml-tab", "type spaces"),
    (ALPHA, "    country: NO\n", "     ▲country: NO\n", "yaml-indentation", "by 4 spaces: it belongs beside line 18"),
    (ALPHA, "    topic: ferry\n", "   ▲topic: ferry\n", "yaml-indentation", "4 spaces, as line 19"),
    (ALPHA, "  - id: pt-tolls\n", " ▲- id: pt-tolls\n", "yaml-indentation", "2 spaces, as line"),
    (TOPICS, "  - id: tolls\n", "   ▲- id: tolls\n", "yaml-indentation", "2 spaces, as line"),
    (NORWAY, "reference: HB-3", ' ▲reference: HB-3', "yaml-indentation", "by 0 spaces"),
    (NORWAY, '{en: "Norway: the ferry line", ar', '{en: ▲"Norway: the ferry line, ar', "yaml-quote", "where the text ends"),
    (ALPHA, 'kind: {en: "Newspaper, dated", ar', 'kind: {en: ▲"Newspaper, dated, ar', "yaml-quote", "where the text ends"),
    (ALPHA, "source_text: alpha.txt", "source_text: ▲'alpha.txt", "yaml-quote", "where the text ends"),
    (ALPHA, '{en: "Newspaper, dated"', '{en: "The ▲"Newspaper", dated"', "yaml-quote", "write “ ”"),
    (ALPHA, "source_text: alpha.txt", "source_text: 'alpha▲'s.txt'", "yaml-quote", "around the whole text"),
    (ALPHA, "en: The minister said that", "en: The minister said▲: that", "yaml-colon", "in quotation marks"),
    (ALPHA, "{en: A line across the strait,", "{en: A line▲: the strait,", "yaml-colon", "in quotation marks"),
    (ALPHA, "    stance: conditional\n", "    ▲stance conditional\n", "yaml-colon", "key: value"),
    (ALPHA, "    stance: conditional\n", "    ▲stance:conditional\n", "yaml-colon", "after the colon"),
    (ALPHA, "ar: صحيفة ألفا}", "ar: صحيفة ألفا", "yaml-bracket", "type }"),
    (ALPHA, "at: [3, 4]", "at: [3, 4", "yaml-bracket", "type ]"),
    (ALPHA, "at: [3, 4]", "at: [3▲، 4]", "comma-arabic", "[3, 4]"),
    (ALPHA, "via: [harbour-post, sea-board]", "via: [harbour-post▲، sea-board]", "comma-arabic", "[harbour-post, sea-board]"),
    (ALPHA, "{en: Alpha Gazette, ar", "{en: Alpha Gazette▲، ar", "comma-arabic", "Latin comma"),
    (ALPHA, "{en: A line across the strait,", "{en: A line ▲# across the strait,", "yaml-comment", "quotation marks"),
    (ALPHA, "would join if 4 ships came.", "would join if 4 ships came. ▲# new", "text-cut", "quotation marks"),
    (ALPHA, "would join if 4 ships came.", "would join if 4 ships ▲#2 came.", "text-cut", "two spaces before #"),
    (TOPICS, "{en: Ferry line,", "{en: ▲@Ferry line,", "yaml-syntax", "quotation marks"),
    (TOPICS, "{en: Ferry line,", "{en: ▲*Ferry line,", "yaml-syntax", "quotation marks"),
    (TOPICS, '{en: Ferry line,', '{en: "Ferry ▲\\d line",', "yaml-syntax", "single quotation marks"),
    (TOPICS, "  - id: safety\n", "▲---\n  - id: safety\n", "yaml-syntax", "delete the line"),
    (TOPICS, "    name: {en: Safety at sea, ar: السلامة البحرية}", "    name: {en: Safety at sea, ar: السلامة البحرية}\n    ▲name: {en: Sea, ar: البحر}", "yaml-duplicate-key", "keep one"),
    (ALPHA, "خط عبر المضيق", "خط عبر\u202e المضيق", "forbidden-character", "delete it"),
    (ALPHA, "ar: صحيفة ألفا}", "ar: ▲صحيفة ألف" + "َ" * 128 + "ا}", "marks-piled", "repeated"),
    (ALPHA, "  - id: pt-tolls\n    country", "  - id: pt-tolls\n   ▲country", "yaml-indentation", "4 spaces, as line 32"),
    (ALPHA, "      en: The minister", "    ▲en: The minister", "yaml-indentation", "6 spaces: it belongs to line 29"),
    (ALPHA, "positions:\n", "▲positions\n", "yaml-colon", "key: value"),
    (ALPHA, "        Portugal is reported", "      ▲Portugal is reported", "yaml-indentation", "by 8 spaces"),
    (ALPHA, "en: >-\n        Portugal is", "en: > ▲Portugal is", "yaml-syntax", "two spaces deeper"),
    (ALPHA, "{en: refuses tolls, ar", "{en: refuses tolls ▲ar", "yaml-colon", "a comma before “ar:”"),
    (ALPHA, "label: {en: refuses tolls, ar: ترفض الرسوم}", "label: ▲en: refuses tolls, ar: ترفض الرسوم", "yaml-colon", "{en: …, ar: …}"),
    (NORWAY, "  - id: stays", "  ▲-id: stays", "yaml-syntax", "space after the hyphen"),
]  # fmt: skip
VALUES: list[Row] = [
    (ALPHA, "paragraphs: 7", "paragraphs: ▲٧", "type-wrong", "write 7, in the digits 0–9"),
    (ALPHA, "sample_size: 1200", "sample_size: ▲1,200", "type-wrong", "write 1200"),
    (ALPHA, "percent: 61.5,", 'percent: ▲"٦١٫٥٪",', "type-wrong", "write 61.5"),
    (ALPHA, "percent: 54,", "percent: ▲54%,", "type-wrong", "write 54"),
    (ALPHA, "percent: 54,", "percent: ▲540,", "percent-out-of-range", "decimal point"),
    (ALPHA, "paragraphs: 7", "paragraphs: ▲10000000", "out-of-range", "digit"),
    (ALPHA, "value: 300", "value: ▲1e999999", "type-wrong", "digits"),
    (ALPHA, "value: 300", "value: ▲" + "9" * 5000, "out-of-range", "quotation marks"),
    (ALPHA, "at: [3, 4]", "at: ▲3, 4", "type-wrong", "write [3, 4]"),
    (ALPHA, "at: [3, 4]", "at: [▲3-4]", "type-wrong", "with commas: 3, 4"),
    (PEOPLE, "stated: [alpha/2]", "stated: ▲alpha/2", "type-wrong", "write [alpha/2]"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲3/2024", "date-malformed", "write 2024-03, which is March 2024"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: {en: Alpha, ar:ألفا▲}", "value-missing", "a space after the colon"),
    (ALPHA, "{en: A line across the strait,", "{en: A line, ▲across the strait,", "value-missing", "the whole text, comma included, in double"),
    (ALPHA, "    country: NO\n", "    country: ▲no\n", "country-unknown", "write NO"),
    (ALPHA, "    country: PT\n", "    country: ▲UK\n", "country-unknown", "write GB, the ISO 3166 code of United Kingdom"),
    (ALPHA, "    country: PT\n", "    country: ▲TCD\n", "country-unknown", "write TD"),
    (ALPHA, "    country: PT\n", "    country: ▲Portugal\n", "country-unknown", "write PT"),
    (ALPHA, "    country: PT\n", "    country: ▲البرتغال\n", "country-unknown", "write PT"),
    (PEOPLE, "country: NO", "country: ▲Norwey", "country-unknown", "write NO"),
    (PEOPLE, "country: NO", "country: ▲EU", "country-unknown", "two capital letters"),
    (ALPHA, "    country: NO\n", "    country: ▲false\n", "type-wrong", "quotation marks"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲02/03/2024", "date-malformed", "2024-03-02 if 2 March 2024 is meant, or 2024-02-03"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲22/03/2024", "date-malformed", "write 2024-03-22, which is 22 March 2024"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲2024-3-2", "date-malformed", "write 2024-03-02"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲2 March 2024", "date-malformed", "write 2024-03-02"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲2 مارس 2024", "date-malformed", "write 2024-03-02"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲٢٠٢٤-٠٣-٠٢", "date-malformed", "write 2024-03-02"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲2024-02-31", "date-malformed", "February 2024 has 29 days"),
    (ALPHA, "as_of: 2024-03-02", "as_of: ▲2024-22-03", "date-malformed", "no month 22"),
    (ALPHA, "date: 2024-03-01/2024-03-03", "date: ▲2024-03-03/2024-03-01", "date-malformed", "2024-03-01/2024-03-03"),
    (ALPHA, "date: 2024-03-01/2024-03-03", "date: ▲2024-03-01 – 2024-03-03", "date-malformed", "2024-03-01/2024-03-03"),
    (ALPHA, "      ar: قالت الوزيرة إن النرويج ستنضم إذا جاءت 4 سفن.", "      ar:▲", "translation-missing", "after “ar: ”"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", 'short: {en: Alpha, ar: ▲""}', "translation-missing", "ar: …"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: {en: ▲Alpha}", "translation-missing", "ar: …"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: {en: Alpha, ar: ▲Alpha}", "language-wrong", "swapped"),
    (ALPHA, "short: {en: Alpha, ar: ألفا}", "short: ▲Alpha", "type-wrong", "{en: …, ar: …}"),
    (ALPHA, "    stance: conditional", "    stance: ▲conditonal", "value-unknown", "“conditional”"),
    (ALPHA, "    stance: conditional", "    stance:▲", "value-missing", "known:"),
    (ALPHA, "    stance: conditional", "    ▲stanse: conditional", "key-unknown", "“stance”"),
    (ALPHA, "language: ar", "language: ▲french", "language-unknown", "such as en"),
    (ALPHA, "    speaker: halvorsen", "    speaker: ▲halvorson", "person-unknown", "“halvorsen”"),
    (ALPHA, "    topic: ferry", "    topic: ▲Ferry", "id-malformed", "write ferry"),
    (ALPHA, "    speaker: halvorsen", "    speaker: ▲zimmer", "person-unknown", "add it to people.yaml; known: "),
    (ALPHA, "    topic: ferry", "    topic: ▲fery", "topic-unknown", "“ferry”"),
    (ALPHA, "    at: [2]\n", "    at: ▲2\n", "type-wrong", "write [2]"),
    (ALPHA, "    at: [2]\n", "    at: [2, ▲22]\n", "paragraph-unknown", "1 to 7"),
    (ALPHA, "    country: NO\n", "    country: NO\n    organisation: ▲sea-board\n", "invalid", "not both"),
    (NORWAY, "evidence: [beta/no-ferry-late]", "evidence: [▲no-ferry-late]", "id-malformed", "write article/no-ferry-late"),
    (NORWAY, "evidence: [beta/no-ferry-late]", "evidence: [▲beta/no-fery-late]", "evidence-unknown", "“beta/no-ferry-late”"),
    (NORWAY, "editions: [en, ar, ar-en]", "editions: [en, ▲arabic, ar-en]", "edition-unknown", "ar"),
    (NORWAY, "template: country", "template: ▲contry", "template-unknown", "“country”"),
    (NORWAY, "id: norway", "id: ▲norge", "id-not-file-name", "write id: norway"),
    (CROSSING, "movement:\n", "▲movment:\n", "key-unknown", "“movement”"),
]  # fmt: skip
DESIGN: list[Row] = [
    (THEME, 'accent: "#12405c"', 'accent: ▲"#12405C"', "colour-malformed", 'write "#12405c"'),
    (THEME, 'accent: "#12405c"', "accent: ▲navy", "colour-malformed", 'write "#000080"'),
    (THEME, 'accent: "#12405c"', "accent:▲ #12405c", "value-missing", "in quotation marks"),
    (THEME, "text: Source Serif 4", "text: ▲Source Serif", "font-unknown", "“Source Serif 4”"),
    (THEME, "locale: en_GB", "locale: ▲fr_XX", "locale-unknown", "such as en_GB"),
    (THEME, "region: GB", "region: ▲UK", "locale-unknown", "write GB"),
    (THEME, "  ar-en: [en, ar]", "  ar-en: [en, ▲arabic]", "language-unknown", "ar"),
    (THEME, "  numeral: 19 ", "  numerals: 19 ", "key-missing", "numeral"),
    (THEME, "  title: 23", "  title: ▲2300", "out-of-range", "digit"),
    (THEME, "dense: {note: 0.83", "dense: {▲notes: 0.83", "template-unknown", "“note”"),
    (THEME, "page: {size: A4", "page: {size: ▲A5", "value-unknown", "A4"),
    (THEME, "page: {size: A4", "page: {▲sice: A4", "key-unknown", "“size”"),
    (ENGLISH, "reference: Reference\n", "", "string-missing", "ar.yaml has it"),
    (ENGLISH, 'table-label: "Table {number}"', 'table-label: ▲"Table {nubmer}"', "string-malformed", "{number}"),
    (ENGLISH, 'table-label: "Table {number}"', 'table-label: ▲"Table {number"', "string-malformed", "{name}"),
    (ENGLISH, "reference: Reference\n", "reference: ▲5\n", "string-malformed", "quotation marks"),
    (CSS, "\n", "\n▲@import 'x.css';\n", "css-url", "copy its rules"),
    (CSS, "\n", "\np { background: ▲url(x.png) }\n", "css-url", "delete it"),
    (CSS, "\n", "\np ▲{ color: red\n", "css-syntax", "where the rule ends"),
]  # fmt: skip


# The same in a project's own files, which lie above those of the package: nothing is missing there.
OVERRIDES: list[Row] = [
    *(row for row in DESIGN if row[3] not in {"key-missing", "string-missing"}),
    (THEME, "  numeral: 19 ", "  ▲numerals: 19 ", "key-unknown", "“numeral”"),
    (PROJECT, "id: cases", "id: cases\n▲language: [en]", "key-unknown", "“languages”"),
    (PROJECT, "id: cases", "id: cases\ntheme: {colours: {accent: ▲navy}}", "colour-malformed", "000080"),
    (PROJECT, "id: cases", "id: cases\ntheme:\n  colours:\n    accent:▲ #12405c", "value-missing", "in quotation marks"),
    (PROJECT, "id: cases", "id: cases\ntheme: {sizes: {▲numerals: 19}}", "key-unknown", "“numeral”"),
    (PROJECT, "id: cases", "id: cases\ntheme:\n▲\tsizes: {numeral: 19}", "yaml-tab", "spaces"),
    (PROJECT, "id: cases", "id: cases\nhandling: {en: ▲For all}", "translation-missing", "ar: …"),
    (PROJECT, "id: cases", "id: cases\neditions: [▲arabic]", "edition-unknown", "ar"),
    (PROJECT, "id: cases", "id: ▲Cases", "id-malformed", "write cases"),
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the case content, the templates and the fonts of the repository."""
    shutil.copy(CONTENT.parent / "briefs.yaml", tmp_path)
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "fonts").symlink_to(ROOT / "fonts")
    return tmp_path


def findings(project: Path, output: str) -> list[Found]:
    """Return file, line, column, code and hint of each problem in the output of a command."""
    found = []
    for block in output.strip().split("\n\n"):
        head, *rest = block.split("\n")
        match = LINE.match(head.replace(f"{project}/", ""))
        if match:
            hint = re.split("(?:hint|تلميح): ", rest[-1])[-1] if rest else ""
            found.append((match[1], int(match[2]), int(match[3]), match[4], hint))
    return found


class Told:
    """What `check` says of a project in English, and the same problems in Arabic."""

    def __init__(self, capsys: pytest.CaptureFixture[str], accept: bool) -> None:
        self.capsys, self.accept = capsys, accept
        self.problems: list[Problem] = []

    def show_all(self, problems: Iterable[Problem], *, isolate: bool) -> str:
        """Stand in for the function that prints problems, and keep them."""
        self.problems = list(problems)
        return show_all(self.problems, isolate=isolate)

    def check(self, project: Path) -> tuple[int, str]:
        """Run the command `check --strict` on a project; return its exit status and output."""
        words = ["--content", str(project / "content"), "--templates", str(project / "templates")]
        status = main(["check", "--strict", *words])
        self.project, output = project, self.capsys.readouterr().out
        return status, output

    def compare_arabic(self, name: str, english: list[Found]) -> None:
        """Assert that the problem is told at the same place in Arabic, in the words of the golden."""
        token = chosen.set("ar")
        output = show_all(self.problems).replace(f"{self.project}/", "")
        chosen.reset(token)
        found = findings(self.project, output)
        assert [one[:4] for one in found] == [one[:4] for one in english]
        match = LINE.match(output.split("\n")[0])
        assert match
        told = [match[5], found[0][4]]
        if self.accept:
            accept_golden(name, told)
        assert told == json.loads(GOLDEN.read_text(encoding="utf-8"))[name]


def accept_golden(name: str, told: list[str]) -> None:
    """Write what is said of one mistake into the golden; other processes may do so too."""
    with GOLDEN.open("r+", encoding="utf-8") as stream:
        flock(stream, LOCK_EX)
        golden = {**json.load(stream), name: told}
        stream.seek(0)
        stream.write(json.dumps(golden, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        stream.truncate()


@pytest.fixture
def told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> Told:
    """What `check` says."""
    told = Told(capsys, pytestconfig.getoption("--accept"))
    monkeypatch.setattr("briefs.cli.output.show_all", told.show_all)
    return told


@pytest.mark.parametrize(
    "row", YAML + VALUES + DESIGN, ids=lambda row: f"{row[3]} {row[2].strip()[:30]}"
)
def test_a_mistake_is_told_once_at_its_place_with_what_to_do(
    row: Row, project: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefs.files.packaged_folder", lambda name: project / name)
    tell(row, project, told)


@pytest.mark.parametrize("row", OVERRIDES, ids=lambda row: f"{row[3]} {row[2].strip()[:30]}")
def test_a_mistake_in_what_a_project_overrides_is_told_likewise(
    row: Row, project: Path, told: Told
) -> None:
    tell(row, project, told)


def tell(row: Row, project: Path, told: Told) -> None:
    """Make a mistake in a project; assert that `check` tells it, and nothing else, as expected."""
    file, old, new, code, hint = row
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    wrong = text.replace(old, new, 1)
    before = wrong.partition("▲")[0]
    path.write_text(wrong.replace("▲", ""), encoding="utf-8")
    status, output = told.check(project)
    assert status == 1, output
    found = findings(project, output)
    assert [(one[0], one[3]) for one in found] == [(file, code)], output
    if "▲" in new:
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        assert found[0][1:3] == place, output
    assert hint in found[0][4], output
    told.compare_arabic(f"{file} · {code} · {old.strip()[:40]} → {new.strip()[:60]}", found)


def test_the_table_has_many_mistakes_of_every_kind() -> None:
    assert len(YAML) + len(VALUES) + len(DESIGN) >= 90
