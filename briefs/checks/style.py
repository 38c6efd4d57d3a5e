"""The house style: slips that the program finds in texts, and fixes where that is safe."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, partial

from briefs.checks.names import corrections, names_of
from briefs.checks.references import is_in_script
from briefs.content import PREFIX, SUFFIX, Library, LocatedStr
from briefs.design import CheckContext, to_western_digits
from briefs.problems import Problem, fill

Fix = Callable[[str], str]


@dataclass(frozen=True)
class StyleRule:
    """A kind of slip that can be fixed without understanding the sentence."""

    code: str
    message: str
    fix: Fix


def substitution(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Fix:
    """Return a fix that replaces every match of a pattern."""
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(new, text)


def curled(double: str, single: str, inner: str) -> Fix:
    """Return a fix of straight quotation marks, given typographic pairs such as `“”`.

    `inner` is the pair inside another one. Texts with an odd number of marks stay, since it is
    unknown which of the marks open.
    """
    ends = {pair[0]: pair[1] for pair in (double, single, inner)}

    def fix(text: str) -> str:
        text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
        for opening, end in ends.items():  # a straight mark that ends a curled pair
            half = rf"({opening}[^{opening}{end}\"']*)[\"'](?![^{opening}]*{end})"
            text = re.sub(half, rf"\1{end}", text)
        if text.count('"') % 2 or text.count("'") % 2:
            return text
        fixed = ""
        opened: list[tuple[str, str]] = []  # the marks that end the open pairs: written, fixed
        for letter in text:
            if opened and letter == opened[-1][0]:
                fixed += opened.pop()[1]
            elif letter in "\"'":
                pair = inner if opened else {'"': double, "'": single}[letter]
                opened.append((letter, pair[1]))
                fixed += pair[0]
            else:
                if letter in ends:
                    opened.append((ends[letter], ends[letter]))
                fixed += letter
        return fixed

    return fix


def british_spelling(text: str) -> str:
    """Return a text in British spelling; names stay, as their capital inside a sentence shows."""
    for pattern, british in AMERICAN:
        text = pattern.sub(partial(unless_name, british), text)
    return text


def unless_name(british: str, match: re.Match[str]) -> str:
    """Return the British spelling of a word, or the word itself if it is part of a name."""
    opens = match.string[: match.start()].rstrip()[-1:] in ("", *".!?:“‘")
    return match.expand(british) if opens or match.group()[0].islower() else match.group()


INNER = str.maketrans("«»", "“”")
LATIN_MARKS = str.maketrans(",;?", "،؛؟")
IZE = (
    "organ recogn real emphas critic author mobil stabil final formal minim maxim priorit neutral "
    "normal legitim character summar util modern militar demilitar central special general symbol"
)
AMERICAN = [
    (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), british)
    for pattern, british in (
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
COMMON_RULES = (
    StyleRule("digits-mixed", "digits are written 0–9 in YAML", to_western_digits),
    StyleRule("space-double", "two spaces between words", substitution(r"(?<=\S) {2,}(?=\S)", " ")),
    StyleRule(
        "space-before",
        "a space before a mark",
        substitution(r"(?<=\S) +(?=[،؛؟.,;:!?](?:\s|$))", ""),
    ),
)
STYLE_RULES: Mapping[str, Sequence[StyleRule]] = {
    "en": (
        *COMMON_RULES,
        StyleRule("quotes-straight", "a straight quotation mark", curled("“”", "‘’", "‘’")),
        StyleRule(
            "quotes-foreign",
            "« » stand around Arabic only",
            substitution("«([^»\u0600-\u06ff]+)»", r"“\1”"),
        ),
        StyleRule("spelling-american", "American spelling", british_spelling),
    ),
    "ar": (
        *COMMON_RULES,
        StyleRule(
            "mark-latin",
            "a Latin mark in Arabic",
            # A mark between Latin letters, or inside a number, is not Arabic punctuation.
            substitution(
                r"(?<![A-Za-z\d])[,;?]|(?<=[A-Za-z])[,;?](?! ?[A-Za-z\d])|(?<=\d)[,;?](?!\d)",
                lambda match: match.group().translate(LATIN_MARKS),
            ),
        ),
        StyleRule("quotes-straight", "a straight quotation mark", curled("«»", "«»", "“”")),
        StyleRule(
            "quotes-foreign",
            "“ ” stand inside « » only",
            substitution(
                "«[^»]*»|“([^”]*)”",
                lambda match: f"«{match[1].translate(INNER)}»" if match[1] else match[0],
            ),
        ),
        # الـ26 and هـ need their tatweel.
        StyleRule("tatweel", "a letter drawn out", substitution("(?<=[ء-ي])ـ+(?=[ء-ي])", "")),
    ),
}
MARKUP = re.compile(r"<\w|\{[{%]|&\w+;")
WITHOUT_LATIN_WORDS = {"ar"}
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z’'.&-]*")
ACRONYM = re.compile(r"[A-Z][A-Z\d.&-]*s?")


def prose(library: Library) -> Iterator[tuple[str, LocatedStr]]:
    """Yield every text with its language, except texts that have HTML or template markup."""
    for texts in library.texts():
        for language, text in texts.items():
            if not MARKUP.search(text):
                yield language, text


@lru_cache(maxsize=8192)  # the style rules and the reviews ask for the same texts
def fixed(text: str, language: str) -> str:
    """Return a text after every fix of its language's rules."""
    text = str(text)  # without a place, since equal texts share the result
    for rule in STYLE_RULES.get(language, ()):
        text = rule.fix(text)
    return text


def style_fixes(library: Library, context: CheckContext) -> Iterator[tuple[LocatedStr, str]]:
    """Yield every text that can be fixed, with the fixed text."""
    rules = rules_by_language(library, context)
    for language, text in prose(library):
        new = str(text)
        for rule in rules.get(language, ()):
            new = rule.fix(new)
        if new != text:
            yield text, new


def style_rules(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report slips of marks, quotes, digits, spaces, spelling and names, with their fixes."""
    rules = rules_by_language(library, context)
    for language, text in prose(library):
        for rule in rules.get(language, ()):
            new = rule.fix(text)
            if new != text:
                hint = fill(
                    "write {difference}, or run briefs check --fix",
                    difference=difference(text, new),
                )
                yield text.problem(rule.code, rule.message, hint)


def difference(old: str, new: str) -> str:
    """Return the words that differ between two texts: `“new” for “old”`."""
    before, after = old.split(" "), new.split(" ")
    matcher = SequenceMatcher(None, before, after, False)
    return "; ".join(
        f"“{' '.join(after[first:last])}” for “{' '.join(before[start:end])}”"
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    )


def rules_by_language(library: Library, context: CheckContext) -> Mapping[str, Sequence[StyleRule]]:
    """Return the rules of each language, the last corrects what `people.yaml` lists as refused.

    A misspelling in quotation marks is only mentioned, and stays.
    """
    names, rules = names_of(library, context.languages), dict(STYLE_RULES)
    for language in context.languages:
        right = corrections(names, language)
        if right:
            words = "|".join(map(re.escape, right))
            pattern = rf"(?<![\w«“‘])({PREFIX})({words})({SUFFIX})(?!\w)"
            fix = substitution(pattern, partial(corrected, right))
            rule = StyleRule("name-refused", "a spelling of a name that is refused", fix)
            rules[language] = (*rules.get(language, ()), rule)
    return rules


def corrected(right: Mapping[str, str], match: re.Match[str]) -> str:
    """Return a misspelt name corrected, with what Arabic attaches to it."""
    return f"{match[1]}{right[match[2]]}{match[3]}"


def by_hand(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report slips that only a person can fix."""
    names = {
        word
        for name in names_of(library, context.languages)
        for language in WITHOUT_LATIN_WORDS
        for spelling in name.spellings.get(language, ())
        for word in spelling.split()
    }
    for language, text in prose(library):
        if re.search("[\"']", fixed(text, language)):
            hint = "write the pair that is meant; one of them has no partner"
            yield text.problem("quotes-straight", "a straight quotation mark", hint)
        for word in sorted(latin_words(text, language) - names):
            hint = "write it in the letters of the text, or as an acronym"
            yield text.problem("word-latin", fill("the Latin word “{word}”", word=word), hint)


def latin_words(text: str, language: str) -> set[str]:
    """Return the Latin words, other than acronyms, of a text in a language that has none."""
    if language not in WITHOUT_LATIN_WORDS or not is_in_script(language, text):
        return set()
    return {word for word in LATIN_WORD.findall(text) if not ACRONYM.fullmatch(word)}
