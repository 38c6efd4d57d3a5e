"""A whole dossier that is not ours: sources in English, Arabic and French, as files of three kinds.

Everything in `documents/water` is invented but the names of countries and towns. `originals` has
what an analyst would have been sent; `sources` and `content` are what became of it.
"""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from briefs import api
from briefs.content import Library
from briefs.design import Design
from briefs.html import render
from briefs.ingest import Request, new_article
from briefs.problems import NOTES
from tests.support.checkout import Checkout
from tests.support.paths import DOCUMENTS_FOLDER, ROOT

WATER = DOCUMENTS_FOLDER / "water"
ORIGINALS = sorted((WATER / "originals").iterdir())
EDITIONS = ("en", "ar", "fr", "fr-ar", "en-ar")
BRIEFS = ("cameroon", "record", "vouri", "vouri-page")


@pytest.fixture(scope="module")
def water() -> Library:
    """The dossier."""
    return api.load(WATER)


@pytest.fixture(scope="module")
def look(water: Library) -> Design:
    """The design of the dossier, which has editions of its own."""
    return api.design_of(water, None)


def test_nothing_is_wrong_every_claim_is_in_its_source_and_every_text_is_reviewed(
    water: Library,
) -> None:
    found = api.check(water, sources=WATER / "sources")
    assert [one for one in found if one.code not in NOTES] == []
    assert (water.folder / "reviewed.lock").exists()
    assert {article.language for article in water.articles.values()} == {"en", "ar", "fr"}


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda path: path.name)
def test_the_importer_makes_the_source_text_of_each_file(
    original: Path, water: Library, look: Design
) -> None:
    kept = WATER / "sources" / original.name
    request = Request(original.name, date(2025, 6, 25), original.stem)
    made, problems = new_article(original.read_bytes(), request, water, look)
    assert problems == []
    assert made is not None
    assert made.source_text == kept.with_suffix(".txt").read_text(encoding="utf-8")
    record, known = (
        yaml.safe_load(text)
        for text in (made.record, kept.with_suffix(".yaml").read_text(encoding="utf-8"))
    )
    versions = dict.fromkeys(("reader", "program"))  # of the day of the import
    assert {**record, **versions} == {**known, **versions}
    article = yaml.safe_load(made.article)
    assert article["language"] == water.articles[original.stem].language
    assert article["issued"]["date"].isoformat() == str(water.articles[original.stem].issued.date)


def test_every_brief_is_rendered_in_every_edition(water: Library, look: Design) -> None:
    assert tuple(sorted(water.briefs)) == BRIEFS
    texts = {}
    for name, brief in water.briefs.items():
        assert brief.editions == EDITIONS
        for edition in EDITIONS:
            tree, problems = render(water, brief, edition, look)
            assert problems == []
            assert tree is not None
            texts[name, edition] = "".join(tree.itertext())
    assert "4,2\u00a0milliards" in texts["vouri", "fr"]
    assert "180\u202f000" in texts["vouri", "fr"]
    assert "حزيران/يونيو 2025" in texts["vouri", "ar"]
    assert "4.2 billion" in texts["vouri", "en-ar"]
    assert "4.2 مليار" in texts["vouri", "en-ar"]


def test_a_page_is_built_in_every_format_in_french_beside_arabic(tmp_path: Path) -> None:
    project = Checkout(tmp_path / "water", ROOT)
    shutil.copytree(WATER, project.root)
    done = project.run("vouri-page", "--edition", "fr-ar", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(project.documents()) == 3
    page = project.output / "vouri-page" / "vouri-page.fr-ar.pdf"
    command = ["pdftotext", "-raw", str(page), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Cellule fleuves" in text
    assert "الأنهار" in text
    assert "Rivers Desk" not in text
