"""`briefs watch`: a saved sentence is in its document without another command."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefs.build import BuildOptions, OptionsError
from briefs.cli.watch import changes
from tests.support.checkout import Checkout


def test_a_saved_sentence_is_built_and_ctrl_c_ends(fresh: Checkout) -> None:
    words = ("watch", "norway", "--format", "docx", "--edition", "en")
    watching = subprocess.Popen(
        fresh.command(*words),
        cwd=fresh.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    )
    try:
        assert "norway.en.docx" in said_until(watching, "waiting for changes")
        fresh.edit("content/briefs/norway.yaml", "reference: HB-3", "reference: HB-4")
        assert "norway.en.docx" in said_until(watching, "waiting for changes")
        fresh.edit(
            "content/briefs/norway.yaml", "Norway: the ferry line", "Norway:  the ferry line"
        )
        assert "space-double" in said_until(watching, "waiting for changes")
        fresh.edit("content/briefs/crossing.yaml", "reference: HB-1", "reference: HB-9")
        assert "space-double" in said_until(watching, "waiting for changes")  # in another file
        fresh.edit("briefs.yaml", "id: ", "id: [")
        assert "yaml-bracket" in said_until(watching, "waiting for changes")
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=5) == 0
    finally:
        watching.kill()
        watching.communicate(timeout=5)


def said_until(process: subprocess.Popen[bytes], words: str) -> str:
    """Return what a process prints until it has printed some words; at most 60 seconds."""
    assert process.stdout is not None
    said, end = b"", time.monotonic() + 60
    while words.encode() not in said and time.monotonic() < end:
        if select.select([process.stdout], [], [], 1)[0]:
            said += os.read(process.stdout.fileno(), 4096)
    return said.decode()


def test_without_its_library_watch_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(OptionsError, match=r"pip install 'briefs\[watch\]'"):
        next(changes(BuildOptions(content=tmp_path)))
