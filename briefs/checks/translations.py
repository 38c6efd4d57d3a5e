"""Every text is in all languages of the project, and in the letters of each."""

from collections import Counter
from collections.abc import Iterator

from briefs.content import TO_DO, Library, LocatedStr, PartialText, script_of, scripts_of
from briefs.design import CheckContext
from briefs.messages import counted
from briefs.problems import Problem, closest, fill


def translations(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report texts without one of the languages, in an unknown one, or in another's letters.

    A file that has no text in a language at all is one problem.
    """
    untranslated = untranslated_files(library, context)
    for (file, language), count in untranslated.items():
        message = counted(
            "the {count} text of this file has no “{language}” version",
            "none of the {count} texts of this file has a “{language}” version",
            count=count,
            language=language,
        )
        hint = fill("add {language}: … beside the other languages of each", language=language)
        yield Problem(file, 1, 1, "translation-missing", message, hint)
    for texts in library.texts_and_to_do:
        first = next(iter(texts.values()))
        for language in context.languages:
            may_lack = isinstance(texts, PartialText) and language not in texts
            if may_lack or (first.file, language) in untranslated:
                continue
            if not texts.get(language, LocatedStr()).strip():
                message = fill("the text has no “{language}” version", language=language)
                hint = fill("add {language}: … beside it", language=language)
                yield texts.get(language, first).problem("translation-missing", message, hint)
        for language, text in texts.items():
            if language not in context.languages:
                hint = closest(language, context.languages)
                message = fill("unknown language “{language}”", language=language)
                yield text.problem("language-unknown", message, hint)
            elif text != TO_DO and not is_in_script(language, text):
                message = fill(
                    "the “{language}” text has no letter of that language", language=language
                )
                yield text.problem("language-wrong", message, fill("are the two versions swapped?"))


def untranslated_files(library: Library, context: CheckContext) -> dict[tuple[str, str], int]:
    """Return how many texts each file has that lacks a language in all of them, two or more."""
    present: set[tuple[str, str]] = set()
    needed: Counter[str] = Counter()
    for texts in library.texts_and_to_do:
        file = next(iter(texts.values())).file
        present |= {(file, language) for language in texts}
        needed[file] += not isinstance(texts, PartialText)
    return {
        (file, language): count
        for file, count in needed.items()
        for language in context.languages
        if count > 1 and (file, language) not in present
    }


def is_in_script(language: str, text: str) -> bool:
    """Return whether a text has letters of its language, or no letters at all."""
    scripts = set(map(script_of, text)) - {""}
    return not scripts or bool(scripts & scripts_of(language))
