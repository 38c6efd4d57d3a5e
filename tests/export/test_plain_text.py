"""The plain text in each PDF has all text of the document, in logical order."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from briefs.design import Design
from briefs.export.plain_text import plain_text
from tests.support.languages import languages_of
from tests.support.paths import DOCUMENTS

Trees = Mapping[tuple[str, str], etree._Element]

SPECIMEN = """<html lang="ar" dir="rtl"><head/><body>
<header><h1>العنوان</h1><ul class="facts"><li><span>المرجع</span> 7</li></ul></header>
<section><nav class="contents"><h2>المحتويات</h2><ol><li class="level-2"><a href="#a">أول</a></li>
<li class="level-3"><a href="#b">ثانٍ</a></li></ol></nav>
<h2 id="a">أول</h2>
<ol class="judgements"><li>حكم
<span class="noterefs"><a class="noteref" href="#n">4</a></span>.</li></ol>
<ul class="plain"><li><bdi lang="en" dir="ltr">Erem News</bdi>: خبر</li></ul>
<p>سطر<br/>ثانٍ</p>
<table class="matrix"><caption>الجدول 1</caption><thead><tr><th>بلد</th><th>موقف</th></tr></thead>
<tbody><tr><th>فرنسا</th><td><p>نعم</p><p>لا</p></td></tr></tbody></table>
<figure class="chart"><figcaption>الشكل 1</figcaption><table class="chart"><tbody>
<tr><th>بولندا</th><td class="value">51%</td></tr></tbody></table></figure>
<table class="facing"><tbody><tr><td lang="en" dir="ltr"><ol start="3"><li>٣ is three</li></ol></td>
<td lang="ar" dir="rtl"><ol start="3"><li>ثلاثة</li></ol></td></tr></tbody></table>
<h2 class="facing"><span lang="en" dir="ltr">Notes</span><span lang="ar" dir="rtl">هوامش</span></h2>
</section></body></html>"""
WANTED = """العنوان
المرجع 7

المحتويات
أول
  ثانٍ

أول
1. حكم [4].
{rtl}• Erem News: خبر
سطر
ثانٍ

الجدول 1
بلد	موقف
فرنسا	نعم / لا

الشكل 1
بولندا	51%
3. ٣ is three
3. ثلاثة

Notes
هوامش
""".replace("{rtl}", "\u200f")


def test_a_document_is_written_as_plain_text(design: Design) -> None:
    text = plain_text(etree.fromstring(SPECIMEN), design.theme)
    assert text == WANTED


def test_the_numbers_of_a_list_have_the_digits_of_the_theme(design: Design) -> None:
    arabic = design.theme.languages["ar"].model_copy(update={"digits": "arab"})
    theme = design.theme.model_copy(update={"languages": {**design.theme.languages, "ar": arabic}})
    assert "١. حكم" in plain_text(etree.fromstring(SPECIMEN), theme)


def letters(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter)[0] in "LNM"]


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_the_plain_text_has_every_letter_and_digit_in_the_order_of_the_document(
    trees: Trees, design: Design, brief: str, edition: str
) -> None:
    tree = trees[brief, edition]
    text = plain_text(tree, design.theme)
    bare = re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)  # the numbers of lists
    numbers = "ancestor::span[@class='number']"  # of judgements, which begin their lines too
    wanted = letters("".join(tree.xpath(f"body//text()[not({numbers})]")))
    assert len(wanted) > 1500
    assert letters(bare) == wanted
    controls = set(re.findall("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", text))
    assert controls <= {"\u200e", "\u200f"}
    assert not re.search("[^\n][\u200e\u200f]", text)


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_pdf_has_its_plain_text_as_an_attachment(
    outputs: Path, trees: Trees, design: Design, brief: str, edition: str
) -> None:
    tree = trees[brief, edition]
    with pikepdf.open(outputs / brief / f"{brief}.{edition}.pdf") as pdf:
        attachment = pdf.attachments[f"{brief}.{edition}.txt"]
        assert attachment.get_file().read_bytes().decode() == plain_text(tree, design.theme)
        assert attachment.get_file().mime_type == "text/plain"
        descriptions = [design.strings[code]["enclosed-text"] for code in languages_of(edition)]
        assert sorted(attachment.description.split(" | ")) == sorted(descriptions)
        relations = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
        assert relations[f"{brief}.{edition}.txt"] == "/Alternative"
