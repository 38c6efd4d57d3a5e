"""A small semantic document in three editions, and functions that read the parts written of it."""

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx as python_docx
from docx.shared import Pt, RGBColor
from lxml import etree

from briefs.design import load_design
from briefs.docx.write import WordOptions, write_docx
from briefs.problems import Problem

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CREATED = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
OPTIONS = WordOptions(CREATED)
THEME = load_design().theme


def reference_docx() -> bytes:
    """Return python-docx's default template with another font, size and colour of Heading 2."""
    document = python_docx.Document()
    look = document.styles["Heading 2"].font
    look.name, look.size, look.color.rgb = "Georgia", Pt(17), RGBColor(0xAA, 0x11, 0x22)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def page(body: str, lang: str = "en", direction: str = "ltr", head: str = "") -> str:
    """Return a semantic HTML document with this body."""
    return (
        f'<html lang="{lang}" dir="{direction}"><head><title>Sample</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def written(
    html: str, pages: Mapping[str, int] | None = None
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the parts of the Word document written of a tree, by name, and the problems."""
    data, problems = docx(html, pages=pages)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, problems


def docx(
    html: str, fonts: Path | None = None, pages: Mapping[str, int] | None = None
) -> tuple[bytes, list[Problem]]:
    """Write a Word document with fonts of a folder and pages of headings; return its bytes."""
    return write_docx(etree.fromstring(html), THEME, WordOptions(CREATED, fonts, pages or {}))


def part(html: str, name: str = "document") -> etree._Element:
    """Return the tree of one part of the Word document written of a tree."""
    return etree.fromstring(written(html)[0][f"word/{name}.xml"])


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    """Return the descendants at a path whose names are all in the w namespace, such as `p/r/t`."""
    return tree.findall(".//" + re.sub(r"(?<![\w.*])(\w+)", W + r"\1", path))


def w_element(xml: str) -> etree._Element:
    """Return the element of an XML text in which the prefix `w` is declared."""
    return etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')[0]


def value(element: etree._Element, name: str = "val") -> str:
    """Return an attribute of the w namespace, or an empty text."""
    return element.get(W + name, "")


def text(element: etree._Element) -> str:
    """Return the text of an element as printed: results of fields, without references to notes."""
    return "".join(
        {"t": found.text or "", "tab": "\t", "br": "\n"}[etree.QName(found).localname]
        for run in element.iter(W + "r")
        for found in run.iterchildren(W + "t", W + "tab", W + "br")
    )


def paragraph(tree: etree._Element, words: str) -> etree._Element:
    """Return the only paragraph that has these words."""
    [found] = [p for p in tree.iter(W + "p") if words in text(p)]
    return found


def style(element: etree._Element) -> str:
    """Return the id of the style of a paragraph."""
    return value(find(element, "pPr/pStyle")[0])


def runs(element: etree._Element) -> list[tuple[str, bool]]:
    """Return each run that has text as its text and whether it is marked right to left."""
    return [
        ("".join(t.text or "" for t in run.iter(W + "t")), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in element.iter(W + "r")
        if run.find(W + "t") is not None
    ]


NOTE = '<span class="noterefs"><a class="noteref" {id} href="#note-{n}">{n}</a>{more}</span>'
FIRST, SECOND = (NOTE.format(id=f'id="ref-{n}"', n=n, more="") for n in (1, 2))
BOTH = NOTE.format(id="", n=1, more=', <a class="noteref" href="#note-2">2</a>')

HEAD_EN = (
    '<meta name="short-title" lang="en" content="Brief"/>'
    '<meta name="reference" lang="en" content="CW-9"/>'
    '<meta name="information" lang="en" content="As of January 2026"/>'
    '<meta name="page-pattern" lang="en" content="Page {page} of {pages}"/>'
    '<meta name="author" content="Desk"/><meta name="keywords" content="a, b"/>'
)
HEAD_AR = (
    '<meta name="short-title" lang="ar" content="موجز"/>'
    '<meta name="information" lang="ar" content="حتى يناير 2026"/>'
    '<meta name="page-pattern" lang="ar" content="صفحة {page} من {pages}"/>'
)

ENGLISH = page(
    f"""<header class="masthead"><p class="handling">For official use</p><h1>A brief</h1>
    <ul class="facts"><li><span class="label">Reference</span> CW-9</li></ul></header>
    <section class="key"><aside class="bottom-line"><h2>Bottom line</h2><p>No
    <strong>troops</strong> yet.{FIRST}</p></aside>
    <h2 id="judgements">Judgements</h2><ol class="judgements"><li>One.{SECOND}</li>
    <li>Two.{BOTH}</li></ol><nav class="contents"><h2>Contents</h2><ol>
    <li class="level-2"><a href="#germany">Germany</a></li>
    <li class="level-3"><a href="#troops">Troops</a></li>
    <li class="level-2"><a href="#h-notes">Notes</a></li></ol></nav></section>
    <section class="body" data-break="page"><h2 id="germany">Germany</h2><h3 id="troops">Troops</h3>
    <article class="statement" id="s"><p class="when"><span class="date">4 September 2025</span> ·
    <span class="stance opposes"><span class="sign">–</span> Opposes</span></p>
    <p>Germany <bdi lang="ar" dir="rtl">ألمانيا</bdi> has not ruled it out.</p>
    <p class="who">A spokesman</p></article>
    <table class="matrix"><caption><span class="label">Table 1</span> Compared, see
    <a class="ref" href="#f">Figure 1</a></caption><thead><tr><th scope="col">Topic</th>
    <th scope="col">France</th><th scope="col">Poland</th></tr></thead><tbody>
    <tr><th scope="row" rowspan="2">Troops</th><td><p>Yes</p></td><td/></tr>
    <tr><td colspan="2">Wide</td></tr></tbody></table>
    <figure class="chart" id="f" data-kind="bars" data-max="100"
    data-alt="Sweden 91%, Poland 51%"><figcaption><span class="label">Figure 1</span> Support
    </figcaption><table class="chart"><thead><tr><th>Country</th><th>Support</th></tr></thead>
    <tbody><tr><th>Sweden</th><td class="value" data-value="91">91%</td></tr>
    <tr><th>=1+1</th><td class="value" data-value="51.5">51.5%</td></tr></tbody></table></figure>
    <ul class="timeline"><li><span class="date">March</span> Began.</li></ul>
    <p><a class="external" href="https://example.org/?a=1&amp;b=2">Report</a></p></section>
    <section class="notes" id="notes"><h2 id="h-notes">Notes</h2><ol class="notes">
    <li id="note-1"><a class="entry" href="#source">ECCI</a>, para. 45
    <a class="back" href="#ref-1">↩</a></li><li id="note-2">ECCI, para. 46</li></ol></section>
    <section class="annex"><h2 id="sources">Sources</h2><article class="source" id="source">
    <p class="source">ECCI</p><p class="caution">No date.</p></article></section>""",
    head=HEAD_EN,
)

ARABIC = page(
    f"""<h1>موجز</h1><h2 id="de">ألمانيا</h2><nav class="contents"><h2>المحتويات</h2><ol>
    <li class="level-2"><a href="#de">ألمانيا</a></li></ol></nav>
    <article class="statement"><p class="when"><span class="date">4 سبتمبر 2025</span></p>
    <p>لم تستبعد ألمانيا (وفق <bdi lang="en" dir="ltr">AFP (Berlin)</bdi>) إرسال <strong>26
    وحدة</strong>.{FIRST}</p></article><p>في <bdi dir="ltr">2025-09-04</bdi>.</p>
    <ol class="judgements"><li>حكم.{BOTH.replace("#note-2", "#note-1").replace("2</a>", "1</a>")}
    </li></ol><table class="evidence"><caption>جدول</caption><thead><tr><th>الموضوع</th></tr>
    </thead>    <tbody><tr><td>نعم</td></tr></tbody></table>
    <figure class="chart" data-kind="bars" data-max="100" data-alt="السويد 91%">
    <figcaption>الشكل</figcaption><table class="chart"><thead><tr><th>البلد</th>
    <th>التأييد</th></tr></thead><tbody><tr><th>السويد</th>
    <td class="value" data-value="91">91%</td></tr></tbody></table>
    </figure><section class="notes"><ol class="notes"><li id="note-1">المركز، الفقرة 45</li></ol>
    </section>""",
    lang="ar",
    direction="rtl",
    head=HEAD_AR,
)

SIDES = '<tr><td lang="en" dir="ltr">{0}</td><td lang="ar" dir="rtl">{1}</td></tr>'
TITLE = '<span lang="en" dir="ltr">{0}</span> <span lang="ar" dir="rtl">{1}</span>'
FACING = page(
    f"""<h1 class="facing">{TITLE.format("A brief", "موجز")}</h1>
    <h2 class="facing" id="de">{TITLE.format("Germany", "ألمانيا")}</h2>
    <h2 class="facing">{TITLE.format("Long English heading " * 3, "عنوان عربي طويل " * 3)}</h2>
    <nav class="contents"><ol><li class="level-2"><a href="#de">
    {TITLE.format("Germany", "ألمانيا")}</a></li></ol></nav>
    <table class="facing"><tbody>{
        SIDES.format(
            f'<article class="statement"><p class="when">4 May</p><p>Not yet.{FIRST}</p></article>',
            '<article class="statement"><p class="when">4 سبتمبر</p><p>ليس بعد.'
            f"{NOTE.format(id='', n=1, more='')}</p></article>",
        )
    }</tbody></table><table class="facing"><tbody>{SIDES.format("<p>a</p>", "<p>ب</p>")}
    </tbody></table><section class="notes"><table class="facing"><tbody>{
        SIDES.format(
            '<ol class="notes"><li id="note-1">ECCI, para. 45</li></ol>',
            '<ol class="notes"><li>المركز، الفقرة 45</li></ol>',
        )
    }</tbody></table></section>""",
    head=HEAD_EN + HEAD_AR,
)
EDITIONS = {"en": ENGLISH, "ar": ARABIC, "facing": FACING}
