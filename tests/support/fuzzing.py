"""What is fuzzed: name → a function of bytes that raises nothing, whatever the bytes are."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pikepdf

from briefs.cli.show import show_all
from briefs.content import Article, Brief, Library, load, splice_text, valid_part
from briefs.content.dates import parse as parse_date
from briefs.content.inline_markup import as_printed, without_marks
from briefs.content.spellings import any_of
from briefs.content.yaml_file import LocatedStr, leaves
from briefs.content.yaml_reader import FORBIDDEN, parse_yaml
from briefs.design import Design, load_design
from briefs.design.stylesheet import css_problems
from briefs.docx.write import WordOptions, write_docx
from briefs.docx.write.bidi import resolve
from briefs.html import render
from briefs.html.document import parse as parse_html
from briefs.ingest import Request, new_article
from briefs.numerals import numbers, numbers_in_digits
from briefs.pdf import extract_attachments
from briefs.pull import pull_edits
from tests.support.desk_requests import desk, desk_seeds
from tests.support.paths import CONTENT, TEMPLATES
from tests.support.source_files import ARABIC, ENGLISH, pdf, plain, web_page

LANGUAGES = ("en", "ar", "fr", "fa")
DAY = date(2026, 11, 26)
SPLICED = """\
# A comment: 'quotes'
plain: A coalition, 26 countries   # said there
single: 'It''s “quoted”: yes'
double: "A tab\\tand \\"quotes\\""
folded: >-
  First line
  folded.
list:
  - {en: In flow, ar: 'نص عربي'}
last: |
  Kept
    as it is.
"""


def text_in(data: bytes) -> str:
    """Return bytes as a text that content may have."""
    return FORBIDDEN.sub("", data.decode(errors="ignore").replace("\r", ""))


@cache
def library() -> Library:
    return load(CONTENT)


@cache
def word_parts() -> dict[str, bytes]:
    """Return the parts of a Word document of ours, without fonts."""
    tree, _ = render(library(), library().briefs["norway"], "en", design())
    assert tree is not None
    data, _ = write_docx(tree, design().theme, WordOptions(datetime(2026, 1, 1, tzinfo=UTC), None))
    with ZipFile(BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist() if one[-3:] != "ttf"}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a package, which is stored, so that a change of a byte changes a part."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return stream.getvalue()


def carrying() -> bytes:
    """Return a PDF that carries two files as ours do."""
    stream = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        files = []
        for one in ("norway.en.evidence.json", "norway.yaml"):
            file = pikepdf.AttachedFileSpec(document, b"{}", filename=one)  # type: ignore[call-arg]
            document.attachments[one] = file
            files.append(file.obj)
        document.Root.AF = pikepdf.Array(files)
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return stream.getvalue()


def unpacked(data: bytes) -> bytes:
    """Return a PDF whose streams are not compressed, so that a change of a byte changes a page."""
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(
            stream,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return stream.getvalue()


@cache
def design() -> Design:
    return load_design(TEMPLATES)


def yaml(data: bytes) -> None:
    file, problems = parse_yaml(data.decode(errors="surrogateescape"), "x.yaml", "articles/x")
    for kind in (Article, Brief) if file else ():
        assert file
        problems += valid_part(file, kind).problems
    assert all(problem.line > 0 and problem.column > 0 for problem in problems)
    show_all(problems).encode()


def markup(data: bytes) -> None:
    text = text_in(data)
    printed = as_printed(text)
    assert as_printed(printed) == printed
    assert without_marks(printed).split() == without_marks(text).split()


def html(data: bytes) -> None:
    text = data.decode(errors="ignore")
    for one in (text, f"<html><body>{text}</body></html>"):
        tree, problems = parse_html(one, "x")
        assert tree is not None or problems
        show_all(problems).encode()


def number(data: bytes) -> None:
    text = text_in(data)
    for language in LANGUAGES:
        numbers(text, language)
        numbers_in_digits(text, language)


def name(data: bytes) -> None:
    spelling, _, text = text_in(data).partition("\n")
    for language in LANGUAGES if spelling.strip() else ():
        any_of([spelling], language).search(text)


def day(data: bytes) -> None:
    try:
        parse_date(text_in(data))
    except ValueError:
        return


def bidi(data: bytes) -> None:
    text = text_in(data)
    for rtl in (False, True):
        levels, _ = resolve(text, rtl)
        assert len(levels) == len(text)
        assert all(level in (0, 1, 2, 3, 4) for level in levels)


def splice(data: bytes) -> None:
    """Another text in a place changes this place and nothing else, or is refused."""
    source, _ = parse_yaml(SPLICED, "x.yaml", "x")
    assert source
    texts = [value for _, value in leaves(source.data) if isinstance(value, LocatedStr)]
    old, new = texts[data[0] % len(texts)] if data else texts[0], text_in(data[1:])
    text, problems = splice_text(SPLICED, old, new)
    assert (text == SPLICED) or not problems
    after, _ = parse_yaml(text, "x.yaml", "x")
    assert after
    now = [str(value) for _, value in leaves(after.data)]
    wanted = new if text != SPLICED else old
    assert now == [str(one if one is not old else wanted) for one in texts]


def css(data: bytes) -> None:
    list(css_problems(data.decode(errors="ignore"), "x.css"))


def carried(data: bytes) -> None:
    extract_attachments(data, "x.pdf")


def edited(data: bytes) -> None:
    pull_edits(data, "x.docx", library())


def with_part(data: bytes) -> bytes:
    """Return a document in which bytes are one part, which no change of a zip would reach."""
    parts = word_parts()
    name = sorted(parts)[data[0] % len(parts)] if data else "word/document.xml"
    return packed({**parts, name: data[1:]})


def edited_part(data: bytes) -> None:
    pull_edits(with_part(data), "x.docx", library())


def document_part(data: bytes) -> None:
    source("docx", with_part(data))


def source(ending: str, data: bytes) -> None:
    made, problems = new_article(data, Request(f"x.{ending}", DAY), library(), design())
    assert made or problems
    if made:
        file, found = parse_yaml(made.article, "x.yaml", "x")
        assert file
        assert not found


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "markup": markup,
    "html": html,
    "numbers": number,
    "names": name,
    "dates": day,
    "bidi": bidi,
    "splice": splice,
    "css": css,
    "pdf": carried,
    "word": edited,
    "word-part": edited_part,
    "import-docx-part": document_part,
    "desk": desk,
    **{f"import-{ending}": partial(source, ending) for ending in ("html", "pdf", "docx", "txt")},
}


@cache
def seeds(target: str) -> list[bytes]:
    """Return bytes of the right kind for a target, which a fuzzer changes."""
    texts = [
        "**من المرجّح جدًا** أن 26 دولة (three hundred and five) في 2024-05-10، 12.5%\n**x** y",
        "from 1 May 2024 to ١٢ أيار: twenty-one and a half million euros, 1,234.5 « x » [a](b)",
        "Emmanuel Macron (France)\nالرئيس Macron's and le Macron",
        "2024-05/2024-06",
    ]
    parts = ("word-part", "import-docx-part")
    made: Mapping[str, Callable[[], list[bytes]]] = {
        "yaml": lambda: [path.read_bytes() for path in sorted(CONTENT.glob("*/*.yaml"))],
        "html": lambda: [b'<section class="notes"><h2 id="a">A</h2><a href="#a">b</a></section>'],
        "css": lambda: [b"@page { margin: 1cm } p > a::before { content: 'x'; color: #fff }"],
        "pdf": lambda: [carrying()],
        "word": lambda: [packed(word_parts())],
        "desk": desk_seeds,
        "import-html": lambda: [web_page(ENGLISH)],
        "import-pdf": lambda: [unpacked(pdf(one.lines, one.language)) for one in (ENGLISH, ARABIC)],
        "import-docx": lambda: [packed(word_parts())],
        "import-txt": lambda: [plain(ENGLISH)],
        **dict.fromkeys(
            parts,
            lambda: [bytes([n]) + word_parts()[one] for n, one in enumerate(sorted(word_parts()))],
        ),
    }
    return made.get(target, lambda: [text.encode() for text in texts])()
