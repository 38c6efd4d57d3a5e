"""What is still to be done in a new article: texts to be written and paragraphs to be read."""

from collections.abc import Iterator

from briefs.content import TO_DO, Library
from briefs.design import CheckContext
from briefs.problems import Problem, fill


def unfinished(library: Library, context: CheckContext) -> Iterator[Problem]:
    """Report texts that are still to be written, and paragraphs that nobody has read yet."""
    for texts in library.texts_and_to_do:
        for language, text in texts.items():
            if text == TO_DO and language in context.languages:
                message = fill("the “{language}” text is still to be written", language=language)
                hint = fill("write it in place of {to_do}", to_do=TO_DO)
                yield text.problem("text-to-do", message, hint)
    for article in library.articles.values():
        for index, entry in enumerate(article.left_out):
            if entry.why == "unread":
                unread = ", ".join(map(str, entry.at))
                message = fill("paragraphs still to be read: {unread}", unread=unread)
                hint = fill("cite each with a statement, or leave it out for another reason")
                file = library.file_of(article)
                yield file.problem(("left_out", index), "paragraph-unread", message, hint)
