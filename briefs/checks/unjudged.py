"""What the program has no data to judge in a language, told once in a run."""

from collections.abc import Iterator

from briefs.content import Library, language_data
from briefs.design import CheckContext
from briefs.messages import joined
from briefs.numerals import has_grammar
from briefs.problems import Problem, fill


def unjudged(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Say once for each language what the program has no data to read or judge."""
    sources = {article.language for article in library.articles.values()}
    for language in sorted({*context.languages, *sources}):
        data = language_data(language)
        lacking = [
            name
            for name, known in (
                (fill("number words"), has_grammar(language)),
                (fill("house style"), data.quotes),
                (fill("names"), data.affixes),
                (fill("words of conditions and estimates"), data.condition),
                (fill("words of likelihood and confidence"), data.likelihood),
            )
            if not known and (language in context.languages or name == fill("number words"))
        ]
        if lacking:
            message = fill(
                "of “{language}”, these are not read: {lacking}",
                language=language,
                lacking=joined(fill(", "), lacking),
            )
            hint = fill("look at them yourself; docs/languages.md says which data would read them")
            file = library.project_file.file if library.project_file else "theme.yaml"
            yield Problem(file, 0, 0, "language-unread", message, hint)
