"""Invented sources about a dispute over the water of a river, as files of every kind.

Each has a menu, share lines, a teaser and a notice about cookies around the article.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

from docx import Document
from weasyprint import HTML

from briefs.content import LeftOutReason
from tests.support.fonts import own_fonts

DAY = "2026-09-14"


@dataclass(frozen=True)
class Story:
    """An article in one language, with the lines around it and why they are left out."""

    language: str
    outlet: str
    title: str
    dated: str
    body: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[tuple[str, LeftOutReason], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines in their order."""
        after = [line for line, _ in self.after]
        return (*self.before, self.title, self.dated, *self.body, *after)

    def numbers(self, lines: Sequence[str]) -> list[int]:
        """Return the numbers of some lines."""
        return [self.lines.index(line) + 1 for line in lines]


ENGLISH = Story(
    "en",
    "The Lysa Courier",
    "Upstream, downstream: two capitals quarrel over the Lysa",
    "14 September 2026",
    (
        "Norway will not fill the reservoir above the border before both capitals have signed a"
        " treaty, the minister Ingrid Halvorsen said, putting her country’s share of the river at"
        " 54 per cent of the yearly flow.",
        "A spokesman for the government of Sweden answered that “historic shares are not for sale”"
        " and that talks would resume on 3 October 2026 in Geneva, with 12 experts at the table.",
        "The Lysa runs for 1,200 kilometres through both countries, and three farming districts"
        " downstream depend on it for most of their wheat.",
    ),
    ("Home", "Menu"),
    (
        ("Share on Facebook", "furniture"),
        ("Read also: wheat prices rise again", "teaser"),
        ("Subscribe to our newsletter", "subscription"),
        ("We use cookies to make this site work", "furniture"),
        ("© 2026 The Lysa Courier", "furniture"),
    ),
)
ARABIC = Story(
    "ar",
    "بريد النهر",
    "بين المنبع والمصب: عاصمتان تختلفان على مياه ليسا",
    "14 سبتمبر 2026",
    (
        "قالت الوزيرة إنغريد هالفورسن إن النرويج لن تملأ الخزان الواقع فوق الحدود قبل أن توقّع"
        " العاصمتان معاهدة، وقدّرت حصة بلادها من مياه النهر بنسبة 54 في المئة سنويًا.",
        "وردّ متحدث باسم حكومة السويد بأن «الحصص التاريخية ليست للبيع»، وأضاف أن المحادثات تُستأنف"
        " في 3 أكتوبر 2026 في جنيف بمشاركة 12 خبيرًا من البلدين.",
        "ويجري نهر ليسا مسافة 1200 كيلومتر في البلدين، وتعتمد عليه ثلاث مناطق زراعية عند المصب في"
        " ري معظم قمحها كل عام.",
    ),
    ("الرئيسية", "القائمة"),
    (
        ("شارك عبر فيسبوك", "furniture"),
        ("اقرأ أيضًا: أسعار القمح ترتفع مجددًا", "teaser"),
        ("اشترك في النشرة البريدية", "subscription"),
        ("نستخدم ملفات تعريف الارتباط في هذا الموقع", "furniture"),
        ("© 2026 بريد النهر", "furniture"),
    ),
)
FRENCH = Story(
    "fr",
    "Le Courrier de la Lysa",
    "D’amont en aval : deux capitales se disputent la Lysa",
    "14 septembre 2026",
    (
        "La Norvège ne remplira pas le réservoir situé au-dessus de la frontière avant la signature"
        " d’un traité, a dit la ministre Ingrid Halvorsen, qui estime la part de son pays à 54 %"
        " du débit de la rivière.",
        "Un porte-parole du gouvernement de la Suède a répondu que « les parts historiques ne sont"
        " pas à vendre » et que les pourparlers reprendraient le 3 octobre 2026 à Genève.",
        "La Lysa coule sur 1200 kilomètres dans les deux pays, et trois régions agricoles en"
        " dépendent pour la plus grande partie de leur blé.",
    ),
    ("Accueil", "Rechercher"),
    (
        ("Partager sur Facebook", "furniture"),
        ("Lire aussi : le prix du blé monte encore", "teaser"),
        ("Abonnez-vous à notre lettre", "subscription"),
        ("Nous utilisons des cookies pour ce site", "furniture"),
        ("© 2026 Le Courrier de la Lysa", "furniture"),
    ),
)
STORIES = {story.language: story for story in (ENGLISH, ARABIC, FRENCH)}


def web_page(story: Story, metadata: str = "") -> bytes:
    """Return a story as a saved web page with its metadata, scripts and hidden parts."""
    menu = "".join(f'<li><a href="/{n}">{line}</a></li>' for n, line in enumerate(story.before))
    body = "".join(f"<p>{line}</p>" for line in story.body)
    after = "".join(f"<div><a href='#'>{line}</a></div>" for line, _ in story.after)
    metadata = metadata or (
        f'<meta property="og:title" content="{story.title}">'
        f'<meta property="og:site_name" content="{story.outlet}">'
        f'<meta property="article:published_time" content="{DAY}T06:00:00Z">'
        '<link rel="canonical" href="https://lysa.example/1">'
    )
    return (
        f'<!doctype html><html lang="{story.language}"><head><meta charset="utf-8">'
        f"<title>{story.title} | {story.outlet}</title>{metadata}<style>p {{}}</style></head><body>"
        f'<nav><ul>{menu}</ul></nav><script>alert("no text")</script><p hidden>not seen</p>'
        f'<p style="display: none">not seen</p><article><h1>{story.title}</h1>'
        f'<p class="date"><time datetime="{DAY}">{story.dated}</time></p>{body}</article>'
        f"<footer>{after}</footer></body></html>"
    ).encode()


def pdf(lines: Sequence[str], language: str) -> bytes:
    """Return lines as the paragraphs of a PDF on small pages."""
    sheet = "@page { size: 150mm 260mm } body { font: 11pt Amiri }"
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f'<html lang="{language}" dir="auto"><style>{sheet}</style><body>{body}</body></html>'
    if language == "ar":
        page = page.replace('dir="auto"', 'dir="rtl"')
    with own_fonts():
        return bytes(HTML(string=page).write_pdf() or b"")


def word(story: Story) -> bytes:
    """Return a story as a Word document, the title as a heading."""
    document = Document()
    for line in story.lines:
        document.add_paragraph(line, style="Heading 1" if line == story.title else None)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def plain(story: Story) -> bytes:
    """Return a story as plain text with empty lines."""
    return "\n\n".join(story.lines).encode()


def files_of(story: Story) -> dict[str, bytes]:
    """Return a story as a file of every kind, by the name of the file."""
    return {
        "lysa.html": web_page(story),
        "lysa.pdf": pdf(story.lines, story.language),
        "lysa.docx": word(story),
        "lysa.txt": plain(story),
    }


def inflating_pdf(megabytes: int) -> bytes:
    """Return a small PDF whose list of objects inflates to a size."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(b"0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)  # stands alone
    packed = b"\x78\xda" + block * megabytes
    head = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    head += b"2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\n"
    keys = b"/Type/XRef/W[1 2 1]/Size 4/Root 1 0 R/Filter/FlateDecode/Length %d" % len(packed)
    table = b"3 0 obj <<%s>> stream\n%s\nendstream endobj\n" % (keys, packed)
    return head + table + b"startxref\n%d\n%%%%EOF" % len(head)
