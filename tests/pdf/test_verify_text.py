"""A PDF whose text cannot be extracted as it was written is reported, and not saved.

The faults are made in the bytes of a finished document, as a changed engine could make them.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from lxml import etree

from briefs.pdf.extract_text import Block, Glyph
from briefs.pdf.tagging import write_structure_tree
from briefs.pdf.to_unicode import write_to_unicode
from briefs.pdf.verify_text import WrittenBlock, block_problems, text_problems
from tests.support.checkout import Checkout
from tests.support.trees import Trees

Spoil = Callable[[pikepdf.Pdf], None]
ENTRY = "^<(\\w{{4}})> <{}>$"


def coded(text: str) -> str:
    return text.encode("utf-16-be").hex()


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = {
        font.objgen: font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()
    }
    return list(found.values())


def remapped(old: str, new: str) -> Spoil:
    """Return a change of the ToUnicode maps that gives each code of one text another text."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        count = 0
        for font in fonts(pdf):
            data = font.ToUnicode.read_bytes().decode("ascii")
            pattern = re.compile(ENTRY.format(coded(old)), re.MULTILINE)
            line = rf"<\1> <{coded(new)}>" if new else ""
            data, changed = pattern.subn(line, data)
            count += changed
            font.ToUnicode.write(data.encode())
        assert count > 0, f"no code stands for {old!r}"

    return spoil


def swapped(pdf: pikepdf.Pdf) -> None:
    """Swap lam and alef in the ToUnicode maps."""
    for old, new in (("ل", "\ue000"), ("ا", "ل"), ("\ue000", "ا")):
        remapped(old, new)(pdf)


def unencoded(pdf: pikepdf.Pdf) -> None:
    """Map the glyphs of a letter to .notdef, as WeasyPrint does for a letter that no font has."""
    for font in fonts(pdf):
        data = font.ToUnicode.read_bytes().decode("ascii")
        codes = re.findall(ENTRY.format(coded("ق")), data, re.MULTILINE)
        assert codes or "Amiri" not in str(font.BaseFont)
        font.Encoding = pdf.make_stream("".join(f"<{code}> 0\n" for code in codes).encode())


def shuffled(pdf: pikepdf.Pdf) -> None:
    """Reverse the glyphs of the longest string of a page."""
    page = pdf.pages[0]
    data = page.Contents.read_bytes()
    string = max(re.findall(rb"<[0-9a-f]+>", data), key=len)
    inner = string[1:-1]
    turned = b"".join(inner[at : at + 4] for at in range(len(inner) - 4, -1, -4))
    page.Contents.write(data.replace(inner, turned, 1))


FAULTS: dict[str, tuple[str, Spoil, str, str]] = {
    "an entry of the map is lost": (
        "ar",
        remapped("ق", ""),
        "text-layer",
        "قوة|القوات|قرارها|قمة|وقف",
    ),
    "an entry is empty": ("ar", remapped("م", " "), "text-layer", "م"),
    "lam and alef are swapped": ("ar", swapped, "text-layer", "ال"),
    "a presentation form": ("ar", remapped("ل", "\ufedf"), "text-layer", "ل"),
    "a letter for another": ("ar", remapped("ي", "ى"), "text-layer", "ي"),
    "a mark is lost": ("ar", remapped("ّ", " "), "text-layer", "ّ"),
    "a digit for another": ("en", remapped("5", "6"), "text-layer", "2025"),
    "a line is drawn backwards": ("en", shuffled, "text-layer", "[a-z]"),
    "a glyph is missing": ("ar", unencoded, "glyph-missing", "ق"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_with_word_font_page_and_statement(
    outputs: Path, trees: Trees, fault: str
) -> None:
    edition, spoil, code, word = FAULTS[fault]
    tree = trees["at-a-glance", edition]
    with pikepdf.open(outputs / "at-a-glance" / f"at-a-glance.{edition}.pdf") as pdf:
        spoil(pdf)
        found = text_problems(saved(pdf), tree)
    assert found
    assert {one.code for one in found} == {code}
    paths = {path for one in tree.iter() if (path := one.get("data-path"))}
    told = [f"{one.message} {one.hint}" for one in found]
    assert all(re.search(r"page \d", one) for one in told)
    assert any(re.search("Amiri|Source", one) for one in told)
    assert any(path in one for path in paths for one in told)
    assert any(re.search(f"“[^”]*({word})[^”]*”", one) for one in told), told


def test_a_document_as_it_is_built_has_no_fault(outputs: Path, trees: Trees) -> None:
    """The document is that of the seeded faults; the build has verified all 24."""
    path = outputs / "at-a-glance" / "at-a-glance.ar.pdf"
    assert text_problems(path.read_bytes(), trees["at-a-glance", "ar"]) == []


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("½ of A₂ʹ, 10²", "½ of A₂ʹ, 10²"),  # letters and digits of no direction
        ("نسبة ١٫٥٪ في ٢٠٢٥", "٢٠٢٥ يف ٪١٫٥ ةبسن"),
        ("عدّت CW-1 أولًا", "اًلوأ CW-1 تّدع"),
        ("cafe\u0301 ﬁn", "cafe\u0301 ﬁn"),
    ],
)
def test_a_line_drawn_from_the_left_matches_its_text(text: str, drawn: str) -> None:
    def told(line: str) -> list[str]:
        block = Block("/P", [Glyph(letter, "Amiri", 1) for letter in line])
        return [
            one.message
            for one in block_problems([WrittenBlock(text, "a/b")], [block], "brief (ar)")
        ]

    assert told(drawn) == []
    letter = max(range(len(drawn)), key=lambda at: drawn[at].isalpha())
    assert told(drawn[:letter] + drawn[letter + 1 :]) != []


def test_running_heads_are_verified_too(outputs: Path, trees: Trees) -> None:
    tree = trees["coalition", "ar"]
    with pikepdf.open(outputs / "coalition" / "coalition.ar.pdf") as pdf:
        page = pdf.pages[3]
        name = next(iter(page.Resources.Font.keys()))
        head = f"\n/Artifact BMC BT {name} 9 Tf [<fff0>] TJ ET EMC\n".encode()
        page.Contents.write(page.Contents.read_bytes() + head)
        (found,) = text_problems(saved(pdf), tree)
    assert found.message.startswith("page 4, ")
    assert "a glyph without a text" in found.message


@pytest.mark.parametrize("edition", ["en", "ar", "ar-en"])
def test_a_contents_list_with_another_page_is_an_error(
    outputs: Path, trees: Trees, edition: str
) -> None:
    """The sixth page becomes the last one, so that the sections after it begin a page earlier."""
    tree = trees["coalition", edition]
    with pikepdf.open(outputs / "coalition" / f"coalition.{edition}.pdf") as pdf:
        assert text_problems(saved(pdf), tree) == []
        pages = pdf.Root.Pages.Kids
        pages.append(pages[5])
        del pages[5]
        found = text_problems(saved(pdf), tree)
    assert {one.code for one in found} == {"contents-page"}
    assert re.match(
        "the contents list has “.+” on page [0-9]+, where it is on page", found[0].message
    )


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a changed PDF."""
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def test_a_document_that_would_not_copy_is_not_written(fresh: Checkout) -> None:
    """The content has a letter that no font of the project has."""
    path = fresh.content / "briefs" / "norway.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('{en: "Norway:', '{en: "漢 Norway:'), encoding="utf-8")
    assert "漢" in path.read_text(encoding="utf-8")
    done = fresh.run("norway", "--edition", "en", "--format", "pdf")
    assert done.returncode == 1
    assert "norway (en): error [glyph-missing] page 1" in done.stdout
    assert "“漢” (U+6F22)" in done.stdout
    assert "briefs/norway/title/en" in done.stdout
    assert "not written: norway/norway.en.pdf" in done.stderr
    assert not (fresh.output / "norway").exists() or not list(fresh.output.glob("norway/*.pdf"))


@pytest.mark.parametrize(
    "text",
    [
        "infor\u00admation and co\u00adoperation",
        "كتاب\u200cها می\u200cخواهم",
        "\u00a9\ufe0f 2025",
        "قال النبي ﷺ ﴿آية﴾ وثمنه 5 ﷼",
        "الرَّحِيمِ ۚ وَ هذا",
        "½ H₂O x² № 51% (ب) «“و”» a@b.c #وسم",
    ],
)
def test_rare_letters_and_invisible_characters_are_no_fault(engine: None, text: str) -> None:
    """Soft hyphens, joiners and ligatures are extracted as they were written, or may be lost."""
    language = "ar" if re.search("[\u0600-\u06ff\ufdfa]", text) else "en"
    side = {"ar": "rtl", "en": "ltr"}[language]
    html = f'<html lang="{language}" dir="{side}" data-brief="x" data-edition="{language}">'
    tree = etree.fromstring(f"{html}<head/><body><p>{text}</p></body></html>")
    faces = "body { font-family: Amiri, 'Source Serif 4' }"
    page = weasyprint.HTML(string=etree.tostring(tree, encoding="unicode"))
    rendered = page.render(stylesheets=[weasyprint.CSS(string=faces)], pdf_tags=True)
    with write_to_unicode() as layer, write_structure_tree(rendered):
        data = rendered.write_pdf(finisher=layer.finish, pdf_tags=True)
    assert text_problems(data, tree) == []
