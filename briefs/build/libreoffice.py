"""The pages that LibreOffice shows, for the numbers of a contents list. The shell calls it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 120
OPTIONS = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}


def libreoffice_path() -> Path | None:
    """LibreOffice's own program, behind the link that PATH has; None where there is none."""
    found = shutil.which("soffice")
    return Path(found).resolve() if found else None


def libreoffice_id() -> str:
    """Which LibreOffice numbers the pages, so that a build with another one makes them anew."""
    engine = libreoffice_path()
    if engine is None:
        return ""
    try:
        return engine.with_name("versionrc").read_text(encoding="utf-8")
    except OSError:
        return str(engine.stat().st_size)


def bookmark_pages(document: bytes, names: Mapping[str, str]) -> Mapping[str, int]:
    """The page of each id as LibreOffice lays a .docx out, by its bookmark; none if it cannot."""
    engine = libreoffice_path()
    if engine is None:
        return {}
    with TemporaryDirectory(prefix="briefs-") as name:
        folder = Path(name)
        (folder / "in.docx").write_bytes(document)
        command = [
            *(str(engine), f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--headless", "--norestore", "--convert-to"),
            f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}",
            *("--outdir", name, str(folder / "in.docx")),
        ]
        try:
            around = surroundings(folder)
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, env=around)
            found = destinations((folder / "in.pdf").read_bytes())
        except (OSError, subprocess.SubprocessError):
            return {}
    return {one: found[coded(name)] for one, name in names.items() if coded(name) in found}


def surroundings(home: Path) -> Mapping[str, str]:
    """The same environment on every machine: its locale alone would move text to other pages."""
    kept = {name: os.environ[name] for name in ("PATH", "FONTCONFIG_FILE") if name in os.environ}
    return {**kept, "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def coded(name: str) -> str:
    """A bookmark as LibreOffice names its destination: `b_top` is `b5Ftop`."""
    return re.sub(r"[^A-Za-z0-9]", lambda letter: f"{ord(letter[0]):02X}", name)


def destinations(pdf: bytes) -> Mapping[str, int]:
    """The page of each named destination of a PDF."""
    import pikepdf  # noqa: PLC0415  (only a document with a contents list needs it)

    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        found = dict(opened.Root.get("/Dests", pikepdf.Dictionary()).items())
        return {name[1:]: pages[target[0].objgen] for name, target in found.items()}
