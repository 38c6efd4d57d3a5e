"""The house style: what is told of a text, and what a program can mend by itself."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache, partial

from briefs.checks.names import AFTER, BEFORE, corrections, fold, names_of
from briefs.checks.references import ASCII_DIGITS, in_its_letters
from briefs.content import Library, LocatedStr, all_texts, problem_at_text
from briefs.design import CheckContext
from briefs.problems import Problem, Severity

Mend = Callable[[str], str]


@dataclass(frozen=True)
class StyleRule:
    """A slip that can be mended without understanding the sentence."""

    code: str
    message: str
    mend: Mend


def swap(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Mend:
    """Mends by replacing every match."""
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(new, text)


def european(found: re.Match[str]) -> str:
    """Digits and their signs as YAML holds them; the theme decides what is printed."""
    return found.group().translate({**ASCII_DIGITS, ord("٪"): "%"}).translate(PERSIAN)


def curled(double: str, single: str, inner: str) -> Mend:
    """Straight quotation marks as typographic pairs, or as the inner pair inside another."""
    closing = {double[0]: double[1], single[0]: single[1], inner[0]: inner[1]}

    def mend(text: str) -> str:
        text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
        for pair in (double, single, inner):  # where one half is right already
            opening, end = pair[0], pair[1]
            half = rf"({opening}[^{end}\"']*)[\"'](?![^{opening}]*{end})"
            text = re.sub(half, rf"\1{end}", text)
        if text.count('"') % 2 or text.count("'") % 2:
            return text  # which of them opens is anybody’s guess
        made = ""
        ends: list[tuple[str, str]] = []  # the marks that are open, each with its end
        for letter in text:
            if ends and letter == ends[-1][0]:
                made += ends.pop()[1]
            elif letter in "\"'":
                opened = inner if ends else {'"': double, "'": single}[letter]
                ends.append((letter, opened[1]))
                made += opened[0]
            else:
                if letter in closing:
                    ends.append((closing[letter], closing[letter]))
                made += letter
        return made

    return mend


def american(text: str) -> str:
    """A text in British spelling; a capital inside a sentence opens a name, which stays."""
    for pattern, new in AMERICAN:
        text = pattern.sub(partial(british, new), text)
    return text


def british(new: str, found: re.Match[str]) -> str:
    """The British spelling of a word, unless it is part of a name."""
    opens = found.string[: found.start()].rstrip()[-1:] in ("", *".!?:“‘")
    return found.expand(new) if opens or found.group()[0].islower() else found.group()


INNER = str.maketrans("«»", "“”")
PERSIAN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
LATIN_MARKS = str.maketrans(",;?", "،؛؟")
IZE = (
    "organ recogn real emphas critic author mobil stabil final formal minim maxim priorit neutral "
    "normal legitim character summar util modern militar demilitar central special general symbol"
)
AMERICAN = [
    (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), new)
    for pattern, new in (
        (r"(cent|theat|fib)er(s?)", r"\1re\2"),
        (r"(c)entered", r"\1entred"),
        (r"(def|off|pret)ense(s|less)?", r"\1ence\2"),
        (r"(program)(s?)", r"\1me\2"),
        (
            r"(lab|fav|hon|col|neighb|behavi|harb|endeav|rum)or(s|ed|ing|able|ites?|hoods?)?",
            r"\1our\2",
        ),
        (rf"({IZE.replace(' ', '|')})iz(e[ds]?|ing|ers?|ations?)", r"\1is\2"),
        (r"(anal|paral)yz(e[ds]?|ing)", r"\1ys\2"),
        (r"(cancel|travel|signal|model|label|level|fuel|channel)(ed|ing)", r"\1l\2"),
        (r"(s)keptic(s|al|ism)?", r"\1ceptic\2"),
        (r"(fulfil)l(s|ments?)?", r"\1\2"),
        (r"(judg)(ments?)", r"\1e\2"),
    )
]
EVERYWHERE = (
    StyleRule("digits-mixed", "digits are written 0–9 in YAML", swap("[٠-٩۰-۹٪٫٬]+", european)),
    StyleRule("space-double", "two spaces between words", swap(r"(?<=\S) {2,}(?=\S)", " ")),
    StyleRule(
        "space-before", "a space before a mark", swap(r"(?<=\S) +(?=[،؛؟.,;:!?](?:\s|$))", "")
    ),
)
HABITS: Mapping[str, Sequence[StyleRule]] = {
    "en": (
        *EVERYWHERE,
        StyleRule("quotes-straight", "a straight quotation mark", curled("“”", "‘’", "‘’")),
        StyleRule(
            "quotes-foreign",
            "« » stand around Arabic only",
            swap("«([^»\u0600-\u06ff]+)»", r"“\1”"),
        ),
        StyleRule("spelling-american", "American spelling", american),
    ),
    "ar": (
        *EVERYWHERE,
        StyleRule(
            "mark-latin",
            "a Latin mark in Arabic",
            # Between Latin letters, and inside a number, the mark is theirs.
            swap(
                r"(?<![A-Za-z\d])[,;?]|(?<=[A-Za-z])[,;?](?! ?[A-Za-z\d])|(?<=\d)[,;?](?!\d)",
                lambda found: found.group().translate(LATIN_MARKS),
            ),
        ),
        StyleRule("quotes-straight", "a straight quotation mark", curled("«»", "«»", "“”")),
        StyleRule(
            "quotes-foreign",
            "“ ” stand inside « » only",
            swap(
                "«[^»]*»|“([^”]*)”",
                lambda found: f"«{found[1].translate(INNER)}»" if found[1] else found[0],
            ),
        ),
        # الـ26 and هـ need theirs.
        StyleRule("tatweel", "a letter drawn out", swap("(?<=[ء-ي])ـ+(?=[ء-ي])", "")),
    ),
}
# ICD 203: how sure we are and how likely it is never share a sentence.
CONFIDENCE = {
    "en": re.compile(r"(?i)\b(?:low|moderate|medium|high)(?: degree of)? confidence\b"),
    "ar": re.compile("ثق[هة] (?:منخفض|متوسط|عالي|ضعيف|كبير)|درج[هة] الثق"),
}
LIKELIHOOD = {
    "en": re.compile(
        r"(?i)\b(?:almost certain(?:ly)?|(?:un)?likely|(?:im)?probab(?:le|ly)"
        r"|(?:even|remote) chance)\b"
    ),
    "ar": re.compile(
        "(?<!\\w)(?:و|ف)?(?:ال|ي|ت)?(?:مرجح|رجح|محتمل|ارجح|مستبعد|ستبعد)(?:ه|ا)?(?!\\w)"
    ),
}
MARKUP = re.compile(r"<\w|\{[{%]|&\w+;")
LATIN_REFUSED = {"ar"}
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z’'.&-]*")
ACRONYM = re.compile(r"[A-Z][A-Z\d.&-]*s?")


def prose(library: Library) -> Iterator[tuple[str, LocatedStr]]:
    """Every text with its language; one with markup in it is left alone."""
    for texts in all_texts(library):
        for language, text in texts.items():
            if not MARKUP.search(text):
                yield language, text


@lru_cache(maxsize=8192)  # the house style and the reviews ask for the same texts
def fixed(text: str, language: str) -> str:
    """A text with every slip of its language mended that a program can mend."""
    text = str(text)  # one without a place, which is that of whoever asked first
    for habit in HABITS.get(language, ()):
        text = habit.mend(text)
    return text


def style_fixes(library: Library, context: CheckContext) -> Iterator[tuple[LocatedStr, str]]:
    """Every text that can be mended, with what it becomes."""
    refused = refusals(library, context)
    for language, text in prose(library):
        new = fixed(text, language)
        if language in refused:
            new = refused[language].mend(new)
        if new != text:
            yield text, new


def style_rules(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Slips of marks, quotes, digits, spaces and spelling, and refused names, with their fixes."""
    refused = {key: [one] for key, one in refusals(library, context).items()}
    for language, text in prose(library):
        for habit in (*HABITS.get(language, ()), *refused.get(language, ())):
            new = habit.mend(text)
            if new != text:
                hint = f"write {difference(text, new)}, or run build.py check --fix"
                yield warning(text, habit.code, habit.message, hint)


def warning(text: LocatedStr, code: str, message: str, hint: str) -> Problem:
    """A problem of style, which stops nothing."""
    return replace(problem_at_text(text, code, message, hint), severity=Severity.WARNING)


def difference(old: str, new: str) -> str:
    """The words that a mend changes: “new” for “old”."""
    before, after = old.split(" "), new.split(" ")
    return "; ".join(
        f"“{' '.join(after[first:last])}” for “{' '.join(before[start:end])}”"
        for kind, start, end, first, last in SequenceMatcher(
            None, before, after, False
        ).get_opcodes()
        if kind != "equal"
    )


def refusals(library: Library, context: CheckContext) -> dict[str, StyleRule]:
    """The misspellings of `people.yaml` as a habit by language; «quoted», one is only mentioned."""
    known, made = names_of(library, context.languages), {}
    for language in context.languages:
        right = corrections(known, language)
        if right:
            words = "|".join(map(re.escape, right))
            mend = swap(
                rf"(?<![\w«“‘])({BEFORE})({words})({AFTER})(?!\w)", partial(corrected, right)
            )
            made[language] = StyleRule("name-refused", "a spelling of a name that is refused", mend)
    return made


def corrected(right: Mapping[str, str], found: re.Match[str]) -> str:
    """A name in its accepted spelling, with what Arabic writes onto it."""
    return f"{found[1]}{right[found[2]]}{found[3]}"


def by_hand(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Slips that only a person can mend."""
    names = {
        word
        for one in names_of(library, context.languages)
        for language in LATIN_REFUSED
        for spelling in one.spellings.get(language, ())
        for word in spelling.split()
    }
    for language, text in prose(library):
        if re.search("[\"']", fixed(text, language)):
            hint = "write the pair that is meant; one of them has no partner"
            yield warning(text, "quotes-straight", "a straight quotation mark", hint)
        for word in sorted(foreign(text, language) - names):
            hint = "write it in the letters of the text, or as an acronym"
            yield warning(text, "word-latin", f"the Latin word “{word}”", hint)
        yield from sure_and_likely(text, language)


def foreign(text: str, language: str) -> set[str]:
    """Latin words, acronyms apart, in a text that is not written in Latin letters."""
    if language not in LATIN_REFUSED or not in_its_letters(language, text):
        return set()
    return {one for one in LATIN_WORD.findall(text) if not ACRONYM.fullmatch(one)}


def sure_and_likely(text: LocatedStr, language: str) -> Iterator[Problem]:
    """A confidence and a likelihood in one sentence (ICD 203)."""
    if language in CONFIDENCE:
        for sentence in re.split(r"(?<=[.!?؟])\s+", fold(text)):
            sure, likely = (
                CONFIDENCE[language].search(sentence),
                LIKELIHOOD[language].search(sentence),
            )
            if sure and likely:
                message = f"“{sure[0]}” and “{likely[0].strip()}” in one sentence"
                hint = "say how likely it is in one sentence, and how sure you are in another"
                yield warning(text, "confidence-likelihood", message, hint)
