"""The pages of a Word document as LibreOffice lays it out, for the numbers of a contents list."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from briefs.build.scratch import profile_url, scratch_folder

SECONDS = 120
# Runs a command; kills it and all that it starts once nobody holds the other end of the pipe.
GUARDED = 'exec 3<&0; { read -r _ <&3; kill -KILL 0; } & exec 3<&- </dev/null; exec "$@"'
OPTIONS = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}


def libreoffice_path() -> Path | None:
    """Return the program that the link `soffice` in PATH leads to; None where there is none."""
    link = shutil.which("soffice")
    return Path(link).resolve() if link else None


def libreoffice_version() -> str:
    """Return LibreOffice's product and build: `LibreOffice_7 40(Build:2)`; empty without one.

    Where the program has no file `versionrc`, its size takes the place of the two.
    """
    program = libreoffice_path()
    if program is None:
        return ""
    try:
        text = program.with_name("versionrc").read_text(encoding="utf-8")
    except OSError:
        return str(program.stat().st_size)
    lines = (line.partition("=") for line in text.splitlines())
    values = {name.lower(): value for name, _, value in lines}
    product = "_".join(values.get("updateid", "").split("_")[:2])
    return f"{product} {values.get('buildid', '')}".strip()


def bookmark_pages(document: bytes, names: Mapping[str, str]) -> Mapping[str, int]:
    """Return the page of each id in a .docx, given id → bookmark; none if LibreOffice fails."""
    program = libreoffice_path()
    if program is None:
        return {}
    import pikepdf  # noqa: PLC0415  (only a document with a contents list needs it)

    try:
        with scratch_folder() as (folder, handle):
            pages = destination_pages(as_pdf(document, program, folder, handle))
    except (OSError, subprocess.SubprocessError, pikepdf.PikepdfError):
        return {}
    destinations = {key: destination_name(bookmark) for key, bookmark in names.items()}
    return {key: pages[name] for key, name in destinations.items() if name in pages}


def as_pdf(document: bytes, program: Path, folder: Path, handle: int) -> bytes:
    """Return the PDF that LibreOffice makes of a .docx in an empty folder, which it keeps locked.

    OSError or SubprocessError where it makes none. No process of it is left, in the end, even if
    this one is killed: the program is a script that starts others, in a group of their own.
    """
    (folder / "in.docx").write_bytes(document)
    command = [
        *("/bin/sh", "-c", GUARDED, "sh"),
        *(str(program), f"-env:UserInstallation={profile_url(folder)}"),
        *("--headless", "--norestore", "--convert-to"),
        f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}",
        *("--outdir", str(folder), str(folder / "in.docx")),
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=fixed_environment(folder),
        pass_fds=(handle,),
        start_new_session=True,
    ) as running:
        try:
            if running.wait(SECONDS):
                raise subprocess.CalledProcessError(running.returncode, command)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    return (folder / "in.pdf").read_bytes()


def fixed_environment(home: Path) -> Mapping[str, str]:
    """Return the same environment on every machine: a locale alone moves text to other pages."""
    names = ("PATH", "FONTCONFIG_FILE")
    passed = {name: os.environ[name] for name in names if name in os.environ}
    return {**passed, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def destination_name(bookmark: str) -> str:
    """Return the name that LibreOffice gives a bookmark's PDF destination: `b_top` → `b5Ftop`."""
    return re.sub(r"[^A-Za-z0-9]", lambda letter: f"{ord(letter[0]):02X}", bookmark)


def destination_pages(pdf: bytes) -> Mapping[str, int]:
    """Return the page number of each named destination of a PDF; PikepdfError for another file."""
    import pikepdf  # noqa: PLC0415  (as above)

    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        destinations = document.Root.get("/Dests", pikepdf.Dictionary())
        return {name[1:]: pages[target[0].objgen] for name, target in destinations.items()}
