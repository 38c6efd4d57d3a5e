"""The house style: slips that the program finds in texts, and fixes where that is safe."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, partial

from babel import Locale

from briefs.checks.names import corrections, judged, names_of
from briefs.checks.translations import is_in_script
from briefs.content import (
    LanguageData,
    Library,
    LocatedStr,
    Refused,
    affixes_of,
    language_data,
)
from briefs.design import CheckContext, to_western_digits
from briefs.messages import Template, joined
from briefs.problems import Message, Problem, fill

Fix = Callable[[str], str]


@dataclass(frozen=True)
class StyleRule:
    """A kind of slip that can be fixed without understanding the sentence."""

    code: str
    message: Message
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


def respelled(words: Sequence[tuple[str, str]]) -> Fix:
    """Return a fix of spelling; names stay, as their capital inside a sentence shows."""
    compiled = [
        (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), right) for pattern, right in words
    ]

    def fix(text: str) -> str:
        for pattern, right in compiled:
            text = pattern.sub(partial(unless_name, right), text)
        return text

    return fix


def unless_name(right: str, match: re.Match[str]) -> str:
    """Return the right spelling of a word, or the word itself if it is part of a name."""
    opens = match.string[: match.start()].rstrip()[-1:] in ("", *".!?:“‘")
    return match.expand(right) if opens or match.group()[0].islower() else match.group()


ALL_QUOTES = "«»“”„‟"
# A mark between Latin letters, or inside a number, is no mark of a text in other letters.
LATIN_MARK = r"(?<![A-Za-z\d]){0}|(?<=[A-Za-z]){0}(?! ?[A-Za-z\d])|(?<=\d){0}(?!\d)"
MARKS = "،؛؟.,;:!?"
SPACES = " \u00a0\u2009\u202f"


@lru_cache
def style_rules_of(language: str) -> tuple[StyleRule, ...]:
    """Return the rules of a language: those of its data, and those that hold for all."""
    data = language_data(language)
    own = {rule.code: rule for rule in data_rules(data)}
    order = ("mark-latin", "quotes-straight", "quotes-foreign")
    marks = "".join(mark for mark in MARKS if mark not in data.native_spaces)
    return (
        StyleRule("digits-mixed", fill("digits are written 0–9 in YAML"), western_digits(language)),
        StyleRule("space-double", fill("two spaces between words"), DOUBLE_SPACE),
        StyleRule(
            "space-before",
            fill("a space before a mark"),
            substitution(rf"(?<=\S) +(?=[{marks}](?:\s|$))", ""),
        ),
        *(own[code] for code in order if code in own),
        *(refusal_rule(one) for one in data.refused),
        *(rule for code, rule in own.items() if code not in order),
    )


DOUBLE_SPACE = substitution(r"(?<=\S) {2,}(?=\S)", " ")


def western_digits(language: str) -> Fix:
    """Return a fix of digits other than 0–9 and, where CLDR has such, those of the language."""
    native = Locale.parse(language.replace("-", "_")).default_numbering_system
    if native == "latn":
        return to_western_digits
    return substitution("[٠-٩]+", lambda match: to_western_digits(match.group()))


def data_rules(data: LanguageData) -> Iterator[StyleRule]:
    """Yield the rules of a language's own marks, spaces and spelling."""
    if data.marks:
        table, signs = str.maketrans(data.marks), f"[{re.escape(''.join(data.marks))}]"
        fix = substitution(LATIN_MARK.format(signs), lambda match: match.group().translate(table))
        yield StyleRule("mark-latin", fill("a Latin mark in another script"), fix)
    if data.quotes:
        fix = curled(*data.quotes)
        yield StyleRule("quotes-straight", fill("a straight quotation mark"), fix)
    if data.quotes and data.foreign_quotes:
        foreign = data.foreign_quotes
        fix = substitution(foreign.find, partial(own_quotes, data.quotes))
        yield StyleRule("quotes-foreign", Template(foreign.message).fill(), fix)
    if data.spaces:
        yield StyleRule("space-missing", fill("a mark without its no-break space"), spaced(data))
    if data.spelling:
        yield StyleRule("spelling-american", fill("American spelling"), respelled(data.spelling))


def own_quotes(quotes: tuple[str, str, str], match: re.Match[str]) -> str:
    """Return what is in foreign quotation marks in those of the language, pairs inside too."""
    outer, _, inner = quotes
    if not match[1]:
        return match[0]
    pairs = ALL_QUOTES.replace(outer, "")
    table = str.maketrans(outer + pairs, inner + inner * (len(pairs) // 2))
    return f"{outer[0]}{match[1].translate(table)}{outer[1]}"


def refusal_rule(refused: Refused) -> StyleRule:
    """Return the rule of a character that the language does not write."""
    return StyleRule(
        refused.code, Template(refused.message).fill(), substitution(refused.find, refused.write)
    )


def spaced(data: LanguageData) -> Fix:
    """Return a fix that puts the no-break spaces of a language before and after its marks."""

    def fix(text: str) -> str:
        for one in data.spaces:
            if one.before:
                marks = rf"(?=[{re.escape(one.before)}](?:[\s)»”.,…*]|$))"
                text = re.sub(rf"(?<=[\w»”)%*’.…])[{SPACES}]*{marks}", one.space, text)
            if one.after:
                text = re.sub(rf"(?<=[{re.escape(one.after)}])[{SPACES}]*(?=\S)", one.space, text)
        return text

    return fix


MARKUP = re.compile(r"<\w|\{[{%]|&\w+;")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z’'.&-]*")
ACRONYM = re.compile(r"[A-Z][A-Z\d.&-]*s?")


def prose(library: Library) -> Iterator[tuple[str, LocatedStr]]:
    """Yield every text with its language, except texts that have HTML or template markup."""
    for texts in library.texts:
        for language, text in texts.items():
            if not MARKUP.search(text):
                yield language, text


@lru_cache(maxsize=8192)  # the style rules and the reviews ask for the same texts
def fixed(text: str, language: str) -> str:
    """Return a text after every fix of its language's rules."""
    text = str(text)  # without a place, since equal texts share the result
    for rule in style_rules_of(language):
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
                if new.split() == text.split():  # nobody sees how their spaces differ
                    hint = fill("run briefs check --fix; a no-break space looks like any other")
                yield text.problem(rule.code, rule.message, hint)


def difference(old: str, new: str) -> Message:
    """Return the words that differ between two texts: `“new” for “old”`."""
    before, after = old.split(" "), new.split(" ")
    matcher = SequenceMatcher(None, before, after, False)
    changed = [
        (" ".join(after[first:last]), " ".join(before[start:end]))
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]
    return joined(fill("; "), [fill("“{new}” for “{old}”", new=a, old=b) for a, b in changed])


def rules_by_language(library: Library, context: CheckContext) -> Mapping[str, Sequence[StyleRule]]:
    """Return the rules of each language, the last corrects what `people.yaml` lists as refused.

    A misspelling in quotation marks is only mentioned, and stays.
    """
    names = names_of(library, context.languages)
    rules: dict[str, Sequence[StyleRule]] = {}
    for language in context.languages:
        rules[language] = style_rules_of(language)
        right = corrections(names, language) if language in judged(context.languages) else {}
        if right:
            words = "|".join(map(re.escape, right))
            before, after = affixes_of(language)
            pattern = rf"(?<![\w«“‘])({before})({words})({after})(?!\w)"
            fix = substitution(pattern, partial(corrected, right))
            rule = StyleRule("name-refused", fill("a spelling of a name that is refused"), fix)
            rules[language] = (*rules[language], rule)
    return rules


def corrected(right: Mapping[str, str], match: re.Match[str]) -> str:
    """Return a misspelt name corrected, with what Arabic attaches to it."""
    return f"{match[1]}{right[match[2]]}{match[3]}"


def by_hand(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report slips that only a person can fix."""
    names = {
        word
        for name in names_of(library, context.languages)
        for language in context.languages
        if not language_data(language).latin_words
        for spelling in name.spellings.get(language, ())
        for word in spelling.split()
    }
    for language, text in prose(library):
        if language_data(language).quotes and re.search("[\"']", fixed(text, language)):
            hint = fill("write the pair that is meant; one of them has no partner")
            yield text.problem("quotes-straight", fill("a straight quotation mark"), hint)
        for word in sorted(latin_words(text, language) - names):
            hint = fill("write it in the letters of the text, or as an acronym")
            yield text.problem("word-latin", fill("the Latin word “{word}”", word=word), hint)


def latin_words(text: str, language: str) -> set[str]:
    """Return the Latin words, other than acronyms, of a text in a language that has none."""
    if language_data(language).latin_words or not is_in_script(language, text):
        return set()
    return {word for word in LATIN_WORD.findall(text) if not ACRONYM.fullmatch(word)}
