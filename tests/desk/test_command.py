"""The command `desk`: it prints its address, builds what is saved, and ends at Ctrl-C."""

import re
import shutil
import signal
import socket
import sys
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from briefs.cli import main
from tests.support.desks import LONG, children_of, desk_of, wait_for


def test_what_is_saved_is_built_and_ctrl_c_ends_all(
    dossier: Path, tmp_path: Path, context: BrowserContext
) -> None:
    folder = shutil.copytree(dossier, tmp_path / "river")
    for other in (folder / "content/briefs").iterdir():
        if other.stem != "country-no":
            other.unlink()
    with desk_of(folder) as (process, url):
        page = context.new_page()
        page.goto(url)
        expect(page.locator("#building")).to_have_text("Documents are up to date", timeout=90_000)
        card = folder / "output/country-no/country-no.en.html"
        assert "Norway" in card.read_text(encoding="utf-8")
        row = page.locator(".card", has_text="Norway").locator("tbody tr").first
        expect(row.get_by_role("link", name="PDF")).to_be_visible()
        with page.expect_download() as download:
            row.get_by_role("link", name="Word").click()
        assert Path(download.value.path()).read_bytes()[:2] == b"PK"
        brief = folder / "content/briefs/country-no.yaml"
        text = brief.read_text(encoding="utf-8")
        brief.write_text(text.replace("Norway: A new dossier", "Norway, again"), encoding="utf-8")
        expect(page.get_by_role("heading", name="Norway, again")).to_be_visible()
        wait_for(lambda: "Norway, again" in card.read_text(encoding="utf-8"))
        children = children_of(process.pid)
        assert children
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LONG) == 0
        wait_for(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


def test_the_building_process_ends_with_a_desk_that_is_killed(
    dossier: Path, tmp_path: Path
) -> None:
    with desk_of(shutil.copytree(dossier, tmp_path / "river")) as (process, _):
        wait_for(lambda: children_of(process.pid))
        children = children_of(process.pid)
        process.kill()
        process.wait(timeout=LONG)
        wait_for(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


def test_a_taken_port_is_an_error(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        words = ["desk", "--content", str(dossier / "content"), "--no-browser", "--no-build"]
        assert main([*words, "--port", port]) == 2
    assert re.search("the desk cannot be opened: Address already in use", capsys.readouterr().err)


def test_without_its_libraries_it_says_how_to_install_them(
    dossier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "briefs.desk", raising=False)
    monkeypatch.setitem(sys.modules, "briefs.desk.server", None)
    assert main(["desk", "--content", str(dossier / "content"), "--no-browser"]) == 2
    assert "pip install 'briefs[desk]'" in capsys.readouterr().err
