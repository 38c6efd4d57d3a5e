"""What is still to be done: texts to be written, paragraphs to be read, stars to be cleared."""

from collections.abc import Iterator

from briefs.content import TO_DO, Library, stars_without_reading
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


def unclear_bold(library: Library, _context: CheckContext) -> Iterator[Problem]:
    """Report stars of a text that look like marks of bold and are printed as they are."""
    for texts in library.texts:
        for text in filter(stars_without_reading, texts.values()):
            message = fill("it is not clear which words these stars make bold")
            hint = fill(
                "put two stars before and two after the bold words, in one line, and a backslash "
                "before each star that is to be printed"
            )
            yield text.problem("bold-unclear", message, hint)
