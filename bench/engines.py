"""The same documents by other programs: their HTML and style sheet, or for Typst their text."""

import os
import sys
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import pypandoc

from bench.measure import Command
from briefs import api
from briefs.design import Design
from briefs.html import render, to_html
from briefs.pdf.graphics import draw_graphics, widen_numerals
from briefs.pdf.theme_css import page_css, theme_css
from briefs.pdf.writer import adapt_to_engine

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "fonts"
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
WEASYPRINT = """
import os, sys
os.environ["FONTCONFIG_FILE"] = sys.argv[3]
import weasyprint
options = {"pdf_tags": True, "pdf_variant": "pdf/a-3a", "output_intent": "srgb"}
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], **options)
"""
TYPST = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]])"
DOCXTPL = """
import sys
from docxtpl import DocxTemplate
from lxml import html
template = DocxTemplate(sys.argv[2])
blocks = html.parse(sys.argv[1]).iter("p", "h1", "h2", "h3", "li", "td")
template.render({"texts": [" ".join(block.text_content().split()) for block in blocks]})
template.save(sys.argv[3])
"""
FONT_CONFIGURATION = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"
)


def write_html(brief: str, edition: str, folder: Path) -> tuple[Path, Path]:
    """Write an edition as the PDF engine gets it, and as plain semantic HTML; return the files."""
    library = api.load(ROOT)
    design = api.design_of(library, None)
    tree, _ = render(library, library.briefs[brief], edition, design)
    assert tree is not None
    plain = folder / f"{brief}.{edition}.plain.html"
    text = deepcopy(tree)
    for link in text.iter("a"):  # Typst takes no link to an element that pandoc leaves out
        link.attrib.pop("href", None)
    plain.write_text(to_html(text), encoding="utf-8")
    draw_graphics(tree)
    widen_numerals(tree, design.theme)
    adapt_to_engine(tree)
    style = faces(design) + theme_css(design.theme) + page_css(tree, design.theme)
    style += design.file("pdf.css").read_text(encoding="utf-8")
    styled = folder / f"{brief}.{edition}.html"
    page = to_html(tree).replace("</head>", f"<style>{style}</style></head>", 1)
    styled.write_text(page, encoding="utf-8")
    return styled, plain


def faces(design: Design) -> str:
    """Return the rules that give a browser the fonts of the theme."""
    families = {style.text for style in design.theme.languages.values()}
    families |= {style.label for style in design.theme.languages.values()}
    return "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {file.stem.partition('_')[2][:3]};"
        f" src: url('{file.as_uri()}') }}"
        for family in sorted(families)
        for file in sorted(FONTS.glob(f"{family.replace(' ', '')}_*.ttf"))
    )


def ours(brief: str, edition: str, kind: str, folder: Path, root: Path = ROOT) -> Command:
    """Return the command that makes a document with this program, from a cold start."""
    words = (brief, "--edition", edition, "--format", kind, "--force", "--jobs", "1")
    program = (sys.executable, str(root / "build.py"), *words)
    return Command((*program, "--output", str(folder / f"ours-{root.name}")), root)


def pdf_engines(brief: str, edition: str, folder: Path) -> Mapping[str, Command]:
    """Return the commands that make a PDF of an edition with other programs."""
    styled, plain = write_html(brief, edition, folder)
    fonts = folder / "fonts.conf"
    fonts.write_text(FONT_CONFIGURATION.format(fonts=FONTS, cache=folder / "fontconfig"))
    typst = plain.with_suffix(".typ")
    pypandoc.convert_file(str(plain), "typst", outputfile=str(typst), extra_args=["--standalone"])
    python = (sys.executable, "-c")
    made = str(folder / "made.pdf")
    pandoc = pypandoc.get_pandoc_path()
    to_typst = f'"{pandoc}" -s "{plain}" -t typst -o "{typst}" && '
    compiled = (*python, TYPST, str(typst), made, str(FONTS))
    shell = to_typst + " ".join(f"'{word}'" for word in compiled)
    return {
        "WeasyPrint alone": Command((*python, WEASYPRINT, str(styled), made, str(fonts)), folder),
        "Chromium": Command((*CHROMIUM, f"--print-to-pdf={made}", styled.as_uri()), folder),
        "Typst (text)": Command(compiled, folder),
        "pandoc and Typst (text)": Command(("sh", "-c", shell), folder),
    }


def word_engines(brief: str, edition: str, folder: Path) -> Mapping[str, Command]:
    """Return the commands that make a Word document of an edition with other programs."""
    _, plain = write_html(brief, edition, folder)
    template = folder / "template.docx"
    write_template(template)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    pandoc = pypandoc.get_pandoc_path()
    made = str(folder / "made.docx")
    fill = (sys.executable, "-c", DOCXTPL, str(plain), str(template), made)
    office = ("soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML")
    return {
        "pandoc": Command((pandoc, "-s", str(plain), "-o", made), folder),
        "docxtpl (text)": Command(fill, folder),
        "LibreOffice": Command((*office, "--outdir", str(folder / "lo"), str(plain)), folder),
    }


def write_template(file: Path) -> None:
    """Write a Word template in which docxtpl repeats a paragraph."""
    import docx  # noqa: PLC0415  (as the command's own interpreter does)

    document = docx.Document()
    for text in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.save(os.fspath(file))
