"""Checks that stance, qualifier and gist of a statement agree with the words of its text."""

import re
from collections.abc import Iterator

from briefs.checks.figures import numbers_in
from briefs.content import Figure, Library, Position, fold
from briefs.design import CheckContext
from briefs.problems import Problem, fill

# Words in folded text, by language. A condition is one only if all languages of the text have it,
# since “if” also stands for “whether”.
CONDITION = {
    "en": re.compile(r"(?i)\b(?:(?<!as )(?<!even )if|unless|provided)\b"),
    "ar": re.compile(r"(?<!\w)[وف]?(?:اذا|(?<!بلا )(?<!دون )ب?شرط|شريطه|اشترط\w*|ما لم)(?!\w)"),
}
NO_POSITION = {
    "en": re.compile(r"(?i)\bno (?:\w+ )?(?:position|stance)\b"),
    "ar": re.compile(r"(?<!\w)[وف]?(?:لا|بلا|اي|دون) (?:\w+ )?موقفا?(?!\w)"),
}
# An estimate: a word directly before the number, or one anywhere in its sentence.
BEFORE = {
    "en": re.compile(r"(?i)\b(?:about|some|around|roughly|nearly|approximately)\s+\W?$"),
    "ar": re.compile(r"(?<!\w)[وفب]?(?:نحو|حوالي|قرابه|زهاء)\s+\W?$"),
}
WITHIN = {
    "en": re.compile(r"(?i)\bestimat\w+"),
    "ar": re.compile(r"(?<!\w)[وف]?(?:[يت]?قدر(?:ت|وا)?|[بل]?(?:ال)?تقديرا?ت?|تقريبا)(?!\w)"),
}
BARE_PRONOUN = {
    "en": re.compile(
        r"(?i)(?:it|its|they|their|he|his|she|her)\b|th(?:is|at|ese|ose) "
        r"(?:is|are|was|were|has|have|had|would|will|can|could|may|might|must|should|does|did)\b"
    ),
    "ar": re.compile(r"[وف]?(?:هذا|هذه|ذلك|تلك|هولاء|هو|هي|هم)(?!\w)(?!\s+(?:ال|لل))"),
}


def stance_words(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report positions whose text has a condition or says that there is no position."""
    for statement in library.statements.values():
        item = statement.item
        if not isinstance(item, Position):
            continue
        texts = {language: fold(text) for language, text in item.text.items()}
        conditions = [
            CONDITION[key].search(text) for key, text in texts.items() if key in CONDITION
        ]
        denials = [NO_POSITION[key].search(text) for key, text in texts.items() if key in CONDITION]
        if item.stance == "supports" and all(conditions):
            matches, hint = conditions, "is it conditional?"
        elif item.stance != "undecided":
            matches, hint = denials, "is it undecided?"
        else:
            continue
        for match in [match for match in matches if match][:1]:
            message = fill(
                "the stance is “{stance}”, and the text says “{match}”",
                stance=item.stance,
                match=match[0],
            )
            file, path = library.file_of(statement.article), (*statement.path, "stance")
            yield file.problem(path, "stance-doubtful", message, hint)


def qualifiers(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report exact figures whose text calls the number an estimate."""
    for statement in library.statements.values():
        item = statement.item
        if isinstance(item, Figure) and item.qualifier == "exactly":
            for language, text in item.text.items():
                word = estimate(text, language, item.value)
                if word:
                    message = fill(
                        "the qualifier is “exactly”, and the text says “{word}”", word=word
                    )
                    yield text.problem("qualifier-doubtful", message, "is it “about”?")


def estimate(text: str, language: str, value: float) -> str:
    """Return the word by which a text calls a number an estimate; empty if there is none."""
    for number in numbers_in(text, language) if language in BEFORE else ():
        if float(number.value) == value:
            head = re.split(r"[.!؟]\s", text[: number.start])[-1]
            tail = re.split(r"[.!؟](?:\s|$)", text[number.end :])[0]
            before = BEFORE[language].search(fold(head))
            word = before or WITHIN[language].search(fold(f"{head}{number.text}{tail}"))
            if word:
                return word[0].strip()
    return ""


def gists(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report short forms that begin with a pronoun without its noun."""
    for statement in library.statements.values():
        for language, text in (getattr(statement.item, "gist", None) or {}).items():
            pronoun = language in BARE_PRONOUN and BARE_PRONOUN[language].match(fold(text.strip()))
            if pronoun:
                message = fill(
                    "“{pronoun}” has no noun before it in the short form", pronoun=pronoun[0]
                )
                yield text.problem("gist-pronoun", message, "name what it stands for")
