"""The sources of a brief as CSL-JSON, which Zotero and other reference managers import."""

import json
from collections.abc import Sequence
from typing import Any

from briefs.content import Article, Brief, Dated, Library, LocalizedText, without_marks
from briefs.design import Language

# The CSL type of a source by the kind of its publisher.
TYPES = {"institute": "report", "media": "article-newspaper"}


def sources_json(library: Library, brief: Brief, languages: Sequence[Language]) -> bytes:
    """Return the file `<brief>.sources.json`: an array of CSL-JSON items."""
    return json_bytes(csl_items(library, brief, languages))


def json_bytes(value: object) -> bytes:
    """Return JSON in UTF-8 with sorted keys and a newline at its end."""
    return (
        json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"
    ).encode()


def csl_items(
    library: Library, brief: Brief, languages: Sequence[Language]
) -> list[dict[str, Any]]:
    """Return the sources of the brief's statements as CSL-JSON items, the earliest first."""
    statements = library.statements_cited_by(brief)
    articles = {statement.article.id: statement.article for statement in statements}
    ordered = sorted(articles.values(), key=lambda article: (article.issued.date, article.id))
    return [csl_item(article, library, languages) for article in ordered]


def csl_item(article: Article, library: Library, languages: Sequence[Language]) -> dict[str, Any]:
    """Return a CSL-JSON item; title and publisher are in the language of the source."""
    organisations = library.organisations.values()
    kinds = (body.kind for body in organisations if body.name == article.publisher)
    csl_type = TYPES.get(next(kinds, ""), "webpage")
    item = {
        "id": article.id,
        "type": csl_type,
        "title": article.bracketed(original_text(article.title, article.language)),
        "title-short": original_text(article.short, article.language),
        "language": article.language,
        "issued": csl_date(article.issued),
        "abstract": "\n\n".join(plain(article.summary[language.code]) for language in languages),
        "note": "\n\n".join(note(article, language) for language in languages),
    }
    if isinstance(article.publisher, LocalizedText):
        key = "container-title" if csl_type == "article-newspaper" else "publisher"
        item[key] = original_text(article.publisher, article.language)
    return item


def csl_date(issued: Dated) -> dict[str, Any]:
    """Return a CSL date of its known parts (year, month, day); an inferred date is `circa`."""
    ends = dict.fromkeys((issued.date.start, issued.date.end))
    parts = {"date-parts": [[part for part in end if part] for end in ends]}
    return {**parts, "circa": True} if issued.basis == "inferred" else parts


def note(article: Article, language: Language) -> str:
    """Return the title, what the source does not state, and its cautions, in one language."""
    lines = [article.bracketed(plain(article.title[language.code]))]
    if not isinstance(article.publisher, LocalizedText):
        lines.append(language.translate("publisher-not-stated"))
    if article.issued.why:
        why = plain(article.issued.why[language.code])
        lines.append(f"{language.translate('why-inferred')} {why}")
    for caution in article.cautions:
        numbers = language.translate("list-separator").join(map(str, caution.at))
        paragraphs = language.translate("paragraphs", count=len(caution.at), list=numbers)
        lines.append(f"– {plain(caution.text[language.code])} ({paragraphs})")
    return "\n".join(lines)


def original_text(texts: LocalizedText, language: str) -> str:
    """Return a text in the language of its source, or else in the first language that it has."""
    return plain(texts.get(language) or texts[min(texts)])


def plain(text: str) -> str:
    """Return a text without bold marks and in one line."""
    return " ".join(without_marks(text).split())
