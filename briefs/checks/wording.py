"""Checks that stance, qualifier and gist of a statement agree with the words of its text."""

import re
from collections.abc import Iterator, Mapping

from briefs.checks.figures import numbers_in
from briefs.content import Figure, Library, Position, fold, word_pattern
from briefs.design import CheckContext
from briefs.problems import Problem, fill


def stance_words(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report positions whose text has a condition or says that there is no position."""
    for statement in library.statements.values():
        item = statement.item
        if not isinstance(item, Position):
            continue
        texts = {language: fold(text) for language, text in item.text.items()}
        conditions, denials = found("condition", texts), found("no_position", texts)
        # In one language alone, “if” may stand for “whether”.
        if item.stance == "supports" and conditions and all(conditions):
            matches, hint = conditions, fill("is it conditional?")
        elif item.stance != "undecided":
            matches, hint = denials, fill("is it undecided?")
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


def found(key: str, texts: Mapping[str, str]) -> list[re.Match[str] | None]:
    """Return the first match in each text whose language has such words."""
    patterns = ((word_pattern(language, key), text) for language, text in texts.items())
    return [words.search(text) for words, text in patterns if words]


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
                    yield text.problem("qualifier-doubtful", message, fill("is it “about”?"))


def estimate(text: str, language: str, value: float) -> str:
    """Return the word by which a text calls a number an estimate; empty if there is none.

    It stands directly before the number, or anywhere in its sentence.
    """
    directly, anywhere = (
        word_pattern(language, f"estimate_{place}") for place in ("before", "within")
    )
    if directly is None or anywhere is None:
        return ""
    for number in numbers_in(text, language):
        if float(number.value) == value:
            head = re.split(r"[.!؟]\s", text[: number.start])[-1]
            tail = re.split(r"[.!؟](?:\s|$)", text[number.end :])[0]
            before = directly.search(fold(head))
            word = before or anywhere.search(fold(f"{head}{number.text}{tail}"))
            if word:
                return word[0].strip()
    return ""


def gists(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report short forms that begin with a pronoun without its noun."""
    for statement in library.statements.values():
        for language, text in (getattr(statement.item, "gist", None) or {}).items():
            words = word_pattern(language, "pronoun")
            pronoun = words.match(fold(text.strip())) if words else None
            if pronoun:
                message = fill(
                    "“{pronoun}” has no noun before it in the short form", pronoun=pronoun[0]
                )
                yield text.problem("gist-pronoun", message, fill("name what it stands for"))
