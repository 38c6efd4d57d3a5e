"""A saved web page: all of its text in paragraphs, and what trafilatura takes for the article.

Nothing is fetched: trafilatura is given the page as a tree and no address.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml import etree, html

from briefs.content import LeftOutReason
from briefs.ingest.plain_text import declared, decoded
from briefs.ingest.source import (
    DROPPED,
    LINE_END,
    Paragraph,
    RefusedError,
    Source,
    cleaned,
    metadatum,
    not_installed,
    numbered,
)
from briefs.limits import MOST_ELEMENTS
from briefs.problems import fill

LONGEST_MATCH = 40  # characters; a shorter line can be part of a sentence by chance
UNSEEN = re.compile(
    "head|script|style|noscript|template|svg|math|iframe|object|canvas|audio|video|select|textarea"
    "|input|button"
)
INLINE = re.compile(
    "a|abbr|acronym|b|bd[io]|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|r[pt]"
    "|ruby|s|samp|small|span|strike|strong|su[bp]|time|tt|u|var|wbr"
)
AS_TEXT = fill("save the article alone, as text")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
JSON_LD = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')
DATES = re.compile(
    "(?:article|og):published_time|date|pubdate|publishdate|datepublished|citation_publication_date"
    r"|(?:dc|dcterms)\.(?:date|issued|date\.issued)",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
REASONS: dict[object, LeftOutReason] = {
    "figcaption": "caption",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}


def read_web_page(data: bytes, encoding: str) -> Source:
    """Read a saved web page in the encoding that the user names, or else that it declares."""
    try:
        import trafilatura  # noqa: PLC0415  (an extra, and slow to import)
    except ImportError as error:
        raise not_installed("trafilatura", "lxml-html-clean") from error
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = LINE_END.sub("\n", decoded(data, encoding or declared(data)))
    text, in_markup = DROPPED.subn("", text)
    tree = parsed(text)
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree), with_metadata=True, include_comments=False
        )
    except Exception as error:  # whatever a hostile page makes a library of heuristics raise
        message = fill("trafilatura cannot read the page")
        raise RefusedError("import-unreadable", message, AS_TEXT) from error
    said = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    paragraphs, dropped = numbered(lines_of(tree))
    known = {
        key: metadatum(str(said.get(name) or ""))
        for key, name in (("title", "title"), ("publisher", "sitename"))
    }
    stated = (tree.get("lang") or "").partition("-")[0].lower()
    address = metadatum(str(said.get("url") or ""))
    return Source(
        "web page",
        f"trafilatura {trafilatura.__version__}",
        tuple(with_furniture(paragraphs, str(said.get("text") or ""))),
        date=published(tree),
        language=stated if stated.isalpha() else "",
        address=address if re.fullmatch(r"https?://[^\s\"<>]+", address) else "",
        dropped=dropped + in_markup,
        **known,
    )


def parsed(text: str) -> html.HtmlElement:
    """Return a page as a tree; RefusedError where it is empty or has too many elements."""
    if text.count("<") > MOST_ELEMENTS * 2:
        message = fill("the page has more than {most:,} elements", most=MOST_ELEMENTS)
        raise RefusedError("import-too-large", message, AS_TEXT)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(text.encode(), parser)
    except etree.LxmlError as error:
        message, hint = fill("the page is empty"), fill("was it saved whole?")
        raise RefusedError("import-no-text", message, hint) from error


def published(page: html.HtmlElement) -> str:
    """Return the day of publication that the metadata of a page state; empty where they do not.

    trafilatura also takes a day from addresses and copyright lines, which state none.
    """
    stated = [
        (meta.get("content") or "")[:10]
        for meta in page.iter("meta")
        if DATES.fullmatch(meta.get("property") or meta.get("name") or meta.get("itemprop") or "")
    ]
    stated += (
        match[1] for script in page.iter("script") for match in JSON_LD.finditer(script.text or "")
    )
    stated += (
        (time.get("datetime") or "")[:10]
        for article in page.iter("article")
        for time in islice(article.iter("time"), 1)
    )
    return next(filter(DAY.fullmatch, stated), "")


def lines_of(page: html.HtmlElement) -> Iterator[Paragraph]:
    """Yield the text of each block of a page in its order, without what a reader does not see."""
    tree = deepcopy(page)
    for element in list(tree.iter()):
        hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style") or "")
        if (UNSEEN.fullmatch(str(element.tag)) or hidden) and element.getparent() is not None:
            element.drop_tree()
    words: list[str] = []
    reason: LeftOutReason | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        block = not INLINE.fullmatch(str(element.tag))
        if block and element.tag not in ("td", "th"):  # the cells of a row stand in one line
            yield Paragraph(" ".join("".join(words).split()), reason)
            words = []
            if element.tag != "br":
                reason = REASONS.get(element.tag) if event == "start" else None
        elif block:
            words.append(" ")
        words.append((element.text if event == "start" else element.tail) or "")
    yield Paragraph(" ".join("".join(words).split()), reason)


def with_furniture(paragraphs: tuple[Paragraph, ...], article: str) -> Iterator[Paragraph]:
    """Yield paragraphs, those outside the text of the article marked as furniture."""
    inside = {" ".join(cleaned(line).split()) for line in article.split("\n")}
    joined = " ".join(inside)
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        found = text in inside or (len(text) >= LONGEST_MATCH and text in joined)
        is_furniture = article and not found and paragraph.reason != "caption"
        yield Paragraph(paragraph.text, "furniture") if is_furniture else paragraph
