"""The language of messages: its choice, the catalogues, and text from right to left."""

import ast
import copy
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Message as Entry
from bidi import get_display

from briefs.cli.language import choose_language, chosen, language_of_locale, told
from briefs.cli.main import COMMANDS, main
from briefs.messages import (
    LANGUAGES,
    Message,
    Template,
    concat,
    counted,
    fill,
    from_json,
    joined,
    to_json,
    translate,
    verbatim,
)
from tests.support.catalogue import (
    CATALOGUES,
    MAKERS,
    PACKAGE,
    calls_in,
    extracted,
    read_catalogue,
    template_catalogue,
    templates_of,
)
from tests.support.paths import ROOT

ENTRIES = [(path.stem, entry) for path in CATALOGUES for entry in read_catalogue(path) if entry.id]
ARABIC = re.compile("[ء-ي]")
FIELD = re.compile(r"\{[^{}]*\}|%\(\w+\)[sr]|%[sr]")
LAYOUT = {"{kind}: {error}", "{change}: {words}", "{name} {value}", "{month} {year}", ", ", "; "}
LAYOUT |= {"{day} {month} {year}", "“{text}”", "“{text}” ({code})"}
# Of the data of languages, which `extracted` reads, and of argparse.
NOT_LITERAL = {"Template(foreign.message)", "Template(refused.message)", "Template(template)"}


@pytest.fixture
def arabic() -> Iterator[None]:
    """Messages are in Arabic."""
    token = chosen.set("ar")
    yield
    chosen.reset(token)


def templates_in(entry: Entry) -> tuple[str, ...]:
    """Return the one or two templates of an entry."""
    return entry.id if isinstance(entry.id, tuple) else (str(entry.id),)


def forms_of(entry: Entry) -> tuple[str, ...]:
    """Return the translation of an entry, or each of its plural forms."""
    return tuple(entry.string) if isinstance(entry.string, list | tuple) else (str(entry.string),)


def fields_of(template: str) -> set[str]:
    """Return the placeholders of a template, each with how its value is printed."""
    if "%(" in template or re.search("%[sr]", template):
        return set(FIELD.findall(template))
    parts = Formatter().parse(template)
    return {f"{name}!{conversion}:{spec}" for _, name, spec, conversion in parts if name}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_template_of_the_program_and_no_other(path: Path) -> None:
    catalogue = read_catalogue(path)
    wanted = {entry.id for entry in template_catalogue() if entry.id}
    assert {entry.id for entry in catalogue if entry.id} == wanted, "type: make messages"
    assert not catalogue.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_template_is_translated_in_every_plural_form(path: Path) -> None:
    catalogue = read_catalogue(path)
    lacking = [entry.id for entry in catalogue if entry.id and not all(forms_of(entry))]
    assert lacking == []
    numbers = {len(forms_of(entry)) for entry in catalogue if isinstance(entry.id, tuple)}
    assert numbers == {catalogue.num_plurals}


def test_a_translation_has_the_placeholders_of_its_template() -> None:
    for _, entry in ENTRIES:
        wanted = fields_of(templates_in(entry)[-1])
        for number, form in enumerate(forms_of(entry)):
            # “One file” and “two files” need no digit.
            free = {"count!None:"} if isinstance(entry.id, tuple) and number < 3 else set()
            assert fields_of(form) | free == wanted | free, entry.id


def test_a_message_is_made_of_a_literal_template() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent == PACKAGE / "messages":
            continue  # which defines the functions
        for call in calls_in(path):
            assert isinstance(call.func, ast.Name)
            templates = templates_of(call)
            literal = all(isinstance(one, ast.Constant) for one in templates)
            assert literal or ast.unparse(call) in NOT_LITERAL, f"{path}:{call.lineno}"
            assert len(templates) in (0, MAKERS[call.func.id]), f"{path}:{call.lineno}"


def test_nothing_that_the_program_prints_has_words_outside_messages() -> None:
    """The types hold problems, errors and help to messages; `print` and `input` take any string."""
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in ("print", "input"):
                continue
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    assert not re.search("[A-Za-z]{2}", part.value), f"{path}:{node.lineno}"


def test_arabic_is_written_in_its_own_letters_and_marks() -> None:
    for language, entry in ENTRIES:
        if language != "ar" or templates_in(entry)[0] in LAYOUT:
            continue
        for form in forms_of(entry):
            words = FIELD.sub("", re.sub("`[^`]*`|«[^»]*»", "", form).replace("{{", ""))
            assert ARABIC.search(words), form
            assert not re.search(r"[,;?“”\"]|\bhint\b", words.replace("`", "")), form
            assert "  " not in form, form
            assert form.count("«") == form.count("»"), form
            assert form.count("`") % 2 == 0, form


def test_code_with_a_sign_at_its_end_stands_in_backticks() -> None:
    """A terminal would set the sign at the wrong side of the letters."""
    for _, entry in ENTRIES:
        for form in forms_of(entry):
            rest = re.sub("`[^`]*`|«[^»]*»", "", FIELD.sub("x", form))
            for word in re.findall(r"[!-~]*[A-Za-z][!-~]*", rest.replace("%", "")):
                assert re.fullmatch(r"\(?[A-Za-z](.*\w)?[):.]*", word), form


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ar"}, "ar"),
        ({"LC_ALL": "", "LANG": "ar@latin"}, "ar"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of_locale(environment) == language


@pytest.mark.parametrize(
    ("words", "language", "rest"),
    [
        (["--lang", "ar", "check"], "ar", ["check"]),
        (["check", "--lang=ar", "--strict"], "ar", ["check", "--strict"]),
        (["check", "--lang", "en"], "en", ["check"]),
        (["check"], "ar", ["check"]),
        (["new", "article", "x", "--language", "en"], "ar", None),
        (["open", "--", "--lang"], "ar", None),
    ],
)
def test_the_option_stands_anywhere_and_goes_before_the_locale(
    words: list[str], language: str, rest: list[str] | None, arabic: None
) -> None:
    assert choose_language(words, {"LANG": "ar"}) == (words if rest is None else rest)
    assert chosen.get() == language


@pytest.mark.parametrize("words", [["--lang", "french", "check"], ["check", "--lang=er"]])
def test_a_language_without_messages_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("there are no messages in “")
    assert main(["check", "--lang"]) == 2
    assert capsys.readouterr().err == "`--lang` needs a language: ar or en\n"


@pytest.mark.parametrize("name", [*COMMANDS, "new dossier", "new brief", "new article"])
def test_the_help_of_every_command_is_in_arabic(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*name.split(), "--help", "--lang", "ar"])
    assert stop.value.code == 0
    printed = capsys.readouterr().out
    assert printed.startswith("الاستعمال: ")
    assert "لغة الرسائل" in printed
    notes = re.sub("{[^}]*}", "", printed.split("\n\n", 1)[1])
    words = re.findall(r"(?<![\w`/.-])[a-z]{3,}(?![\w`/.-])", notes)
    assert set(words) <= {*COMMANDS, "output", "article", "brief", "dossier", "note"}


def test_wrong_usage_is_told_in_arabic(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["open"], ["build", "--nonsense"], ["build", "--jobs", "x"], ["new", "poem"]):
        with pytest.raises(SystemExit) as stop:
            main([*words, "--lang", "ar"])
        assert stop.value.code == 2
        last = capsys.readouterr().err.strip().split("\n")[-1]
        assert re.match(r"briefs[\w -]*: خطأ: ", last), last
        assert len(ARABIC.findall(last)) >= 7, last


def test_argparse_still_says_what_is_translated() -> None:
    source = Path(sys.modules["argparse"].__file__ or "").read_text(encoding="utf-8")
    from briefs.cli.language import ARGPARSE  # noqa: PLC0415

    gone = [str(one) for one in ARGPARSE if repr(str(one))[1:-1] not in source]
    # Newer versions of Python name the argument in some of them.
    assert [one for one in gone if "arguments are required" not in one] == []


def test_a_count_is_in_the_form_of_its_number() -> None:
    forms = [
        translate(counted("{count} error", "{count} errors", count=count), "ar")
        for count in (0, 1, 2, 3, 11, 100)
    ]
    assert forms == ["لا أخطاء", "خطأ واحد", "خطآن", "3 أخطاء", "11 خطأً", "100 خطأ"]
    assert counted("{count} error", "{count} errors", count=1) == "1 error"


def test_a_value_is_not_translated_though_a_template_has_its_words() -> None:
    assert "table" in {message for _, message in extracted()}
    assert translate(fill("did you mean “{word}”?", word="table"), "ar") == "هل تقصد «table»؟"
    assert translate(fill("did you mean “{word}”?", word=fill("table")), "ar") == "هل تقصد «جدول»؟"


def test_a_message_survives_processes_copies_and_json() -> None:
    inner = joined(fill(", "), [fill("“{text}”", text="a"), verbatim("{b}")])
    message = fill("the other languages have {names}", names=inner)
    arabic = "في اللغات الأخرى: «a»، {b}"
    for same in (pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):
        assert (same, translate(same, "ar")) == (message, arabic)
    again = from_json(to_json(message))
    assert (again, translate(again, "ar")) == (message, arabic)
    several = counted("{count} error", "{count} errors", count=2)
    assert translate(from_json(to_json(several)), "ar") == "خطآن"


def test_a_template_from_a_file_is_not_filled() -> None:
    data = {"text": "safe", "template": "{x:>999999999}", "plural": "", "values": {"x": "a"}}
    assert translate(from_json(data), "ar") == "safe"
    assert isinstance(from_json("plain"), Message)


def test_an_english_run_reads_no_catalogue() -> None:
    code = (
        "import sys; from briefs.cli.main import main; main(['check', '--strict']);"
        "from briefs.messages.translation import catalogue_of;"
        "print('babel.messages' in sys.modules, catalogue_of.cache_info().currsize)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[-2] == "False 0", done.stderr


def test_a_terminal_shows_an_arabic_sentence_in_the_order_in_which_it_is_read(
    arabic: None,
) -> None:
    """The display is that of another implementation of UAX #9, in a line from left to right."""
    date = fill("write {date}, which is {words}", date="2024-03-02", words=fill("March"))
    shown = get_display(f"a.yaml:3:1: error [x] {told(date, isolate=True)}", base_dir="L")
    assert "2024-03-02" in shown
    assert shown.index("راذآ") < shown.index("2024-03-02") < shown.index("بتكا")
    # Without isolates the year would be last, where a reader takes it for the day.
    assert "02-03-2024" in get_display(f"error [x] {told(date)}", base_dir="L")
    command = fill("compare with the source, then run briefs verify --update")
    assert "`briefs verify --update`" in get_display(told(command, isolate=True), base_dir="L")


def test_only_what_would_lose_its_order_is_isolated(arabic: None) -> None:
    for value in ("stance", "content/a.yaml", "45", "a 1", "السد", "خط عبر المضيق"):
        assert told(fill("did you mean “{word}”?", word=value), isolate=True) == (
            f"\u2067هل تقصد «{value}»؟\u2069"
        )
    for value in ("2024-03-02", "--output", "ar:ألفا", "# new", "a.", ".yaml"):
        assert f"\u2068{value}\u2069" in told(
            fill("did you mean “{word}”?", word=value), isolate=True
        )


def test_a_control_character_in_a_value_is_escaped_before_isolates_are_set(arabic: None) -> None:
    message = told(fill("did you mean “{word}”?", word="a\u2069\u202e\x1b"), isolate=True)
    assert "<U+2069><U+202E><U+001B>" in message
    assert message.count("\u2069") == 2


def test_text_to_a_file_has_no_isolates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["open", "no-such.pdf", "--lang", "ar"]) == 2
    printed = capsys.readouterr().err
    assert ARABIC.search(printed)
    assert not re.search("[\u2066-\u2069]", printed)


def test_a_template_kept_for_later_is_the_same_message() -> None:
    assert Template("unknown topic “{name}”").fill(name="x") == "unknown topic “x”"
    assert concat("a", fill("table")) == "atable"
    assert set(LANGUAGES) == {"en", *(path.stem for path in CATALOGUES)}
