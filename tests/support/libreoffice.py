"""Word documents as LibreOffice lays them out."""

import os
import re
import subprocess
import unicodedata
from pathlib import Path

from tests.support.paths import ROOT

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def lay_out(folder: Path, documents: list[Path]) -> None:
    """Convert each document to a PDF in a folder, by LibreOffice with only the project's fonts."""
    conf = folder / "fonts.conf"
    conf.write_text(FONTS.format(fonts=ROOT / "fonts", cache=folder / "fontconfig"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(conf)}
    subprocess.run([*command, *documents], env=environment, check=True, capture_output=True)
    for document in documents:
        assert (folder / f"{document.stem}.pdf").exists(), document.name


def words_in(shown: str) -> set[str]:
    """Return the words of a text without marks; pdftotext moves Arabic marks and digits."""
    letters = "".join(
        " " if unicodedata.category(c) == "Cf" else c
        for c in unicodedata.normalize("NFKD", shown)
        if unicodedata.category(c) != "Mn"
    )
    return set(re.findall(r"\w+", letters))
