"""A source as a CSL-JSON item, as Zotero and other reference managers read it."""

from collections.abc import Sequence
from typing import Any

from briefs.content import Article, Dated, Library, LocalizedText
from briefs.design import Language

# What a publisher's kind makes of its article; where it is not printed, a page.
FORMS = {"institute": "report", "media": "article-newspaper"}


def item_of(article: Article, library: Library, languages: Sequence[Language]) -> dict[str, Any]:
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
        "abstract": "\n\n".join(without_markup(article.summary)[one.code] for one in languages),
        "note": "\n\n".join(note_of(article, language) for language in languages),
    }
    if isinstance(article.publisher, LocalizedText):
        place = "container-title" if form == "article-newspaper" else "publisher"
        item[place] = own(article.publisher, article.language)
    return item


def date_of(value: Dated) -> dict[str, Any]:
    """A date as CSL has it, open parts left out; an inferred one is `circa`."""
    ends = dict.fromkeys((value.date.start, value.date.end))
    parts = {"date-parts": [[part for part in end if part] for end in ends]}
    return {**parts, "circa": True} if value.basis == "inferred" else parts


def note_of(article: Article, language: Language) -> str:
    """What a reader must know about a source, in one language."""
    lines = [without_markup(article.title)[language.code]]
    if not isinstance(article.publisher, LocalizedText):
        lines.append(language.translate("publisher-not-stated"))
    if article.issued.why:
        why = without_markup(article.issued.why)[language.code]
        lines.append(f"{language.translate('why-inferred')} {why}")
    for one in article.cautions:
        numbers = language.translate("list-separator").join(map(str, one.at))
        where = language.translate("paragraphs", count=len(one.at), list=numbers)
        lines.append(f"– {without_markup(one.text)[language.code]} ({where})")
    return "\n".join(lines)


def own(texts: LocalizedText, language: str) -> str:
    """A text in the language of its source, or in the first that there is."""
    words = without_markup(texts)
    return words.get(language) or next(iter(words.values()))


def without_markup(texts: LocalizedText) -> dict[str, str]:
    """A text in each language, without marks of bold and line breaks."""
    return {code: " ".join(text.replace("**", "").split()) for code, text in sorted(texts.items())}
