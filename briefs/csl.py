"""A source as a CSL-JSON item, as Zotero and other reference managers read it."""

from collections.abc import Sequence
from typing import Any

from briefs import model
from briefs.language import Language
from briefs.library import Library
from briefs.source import Texts
from briefs.terms import Dated

# What a publisher's kind makes of its article; where it is not printed, a page.
FORMS = {"institute": "report", "media": "article-newspaper"}


def item_of(
    article: model.Article, library: Library, languages: Sequence[Language]
) -> dict[str, Any]:
    """A source for a reference manager; its title and publisher in its own language."""
    bodies = library.organisations.values()
    kind = next((one.kind for one in bodies if one.name == article.publisher), "")
    form = FORMS.get(kind, "webpage")
    item = {
        "id": article.id,
        "type": form,
        "title": own(article.title, article.language),
        "title-short": own(article.short, article.language),
        "language": article.language,
        "issued": date_of(article.issued),
        "abstract": "\n\n".join(plain(article.summary)[one.code] for one in languages),
        "note": "\n\n".join(note_of(article, language) for language in languages),
    }
    if isinstance(article.publisher, Texts):
        place = "container-title" if form == "article-newspaper" else "publisher"
        item[place] = own(article.publisher, article.language)
    return item


def date_of(value: Dated) -> dict[str, Any]:
    """A date as CSL has it, open parts left out; an inferred one is `circa`."""
    ends = dict.fromkeys((value.date.start, value.date.end))
    parts = {"date-parts": [[part for part in end if part] for end in ends]}
    return {**parts, "circa": True} if value.basis == "inferred" else parts


def note_of(article: model.Article, language: Language) -> str:
    """What a reader must know about a source, in one language."""
    lines = [plain(article.title)[language.code]]
    if not isinstance(article.publisher, Texts):
        lines.append(language.say("publisher-not-stated"))
    if article.issued.why:
        why = plain(article.issued.why)[language.code]
        lines.append(f"{language.say('why-inferred')} {why}")
    for one in article.cautions:
        numbers = language.say("list-separator").join(map(str, one.at))
        where = language.say("paragraphs", count=len(one.at), list=numbers)
        lines.append(f"– {plain(one.text)[language.code]} ({where})")
    return "\n".join(lines)


def own(texts: Texts, language: str) -> str:
    """A text in the language of its source, or in the first that there is."""
    words = plain(texts)
    return words.get(language) or next(iter(words.values()))


def plain(texts: Texts) -> dict[str, str]:
    """A text in each language, without marks of bold and line breaks."""
    return {code: " ".join(text.replace("**", "").split()) for code, text in sorted(texts.items())}
