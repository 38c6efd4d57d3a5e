"""Builds as a user runs them: what is built, what is kept, and how errors are reported."""

import json
import os
import shutil
import signal
import subprocess
import zipfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import docx
import pikepdf
import pytest

from briefs.build.manifest import Entry, read_manifest
from briefs.files import write_whole
from tests.support.checkout import Checkout
from tests.support.paths import BRIEFS, EDITIONS

ALL = {
    f"{name}/{name}.{edition}.{kind}"
    for name in BRIEFS
    for edition in EDITIONS
    for kind in ("pdf", "docx", "html")
}
OF_THE_PROJECT = {"index.html", "evidence.en.xlsx", "evidence.ar.xlsx"}
FAST = ("--format", "pdf", "--edition", "en")


def made(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Return the documents that a build reports as made."""
    return {line.split("] ")[1] for line in done.stderr.split("\n") if line.startswith("[")}


def whole(path: Path) -> bool:
    """Return whether a document is complete: a zip without errors, or with its last line."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    data = path.read_bytes()
    if path.suffix == ".html":
        return data.startswith(b"<!DOCTYPE html>") and data.endswith(b"</html>\n")
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def test_a_build_makes_every_brief_in_every_edition_and_format(built: Checkout) -> None:
    assert set(built.documents()) == ALL
    assert all(whole(built.output / name) for name in ALL)
    held = read_manifest(built.output)
    evidence = {f"{name}/{name}.{kind}.json" for name in BRIEFS for kind in ("evidence", "sources")}
    assert set(held.documents) == ALL | evidence | OF_THE_PROJECT
    assert all((built.output / name).stat().st_size > 100 for name in evidence)
    assert held.inputs
    assert all((entry.pages or 0) > 0 for name, entry in held.documents.items() if "pdf" in name)


def test_a_second_build_makes_nothing_and_says_so(checkout: Checkout) -> None:
    before = checkout.documents()
    done = checkout.run()
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "nothing has changed: every document is up to date\n"
    assert checkout.documents() == before


def test_a_second_build_of_one_format_makes_nothing_either(checkout: Checkout) -> None:
    done = checkout.run("--format", "pdf")
    assert done.returncode == 0
    assert made(done) == set()
    assert "0 documents made, 12 up to date" in done.stdout


def test_new_modification_times_cause_no_build(checkout: Checkout) -> None:
    touched = [*checkout.content.rglob("*.yaml"), *checkout.templates.rglob("*.*")]
    assert len(touched) > 10
    for path in touched:
        os.utime(path, (1, 1))
    assert "nothing has changed" in checkout.run().stderr


def test_a_changed_arabic_sentence_rebuilds_only_the_documents_that_show_it(
    checkout: Checkout,
) -> None:
    before = checkout.documents()
    checkout.edit("content/articles/beta.yaml", "تنضم النرويج الآن إلى خطة", "تلتحق النرويج بخطة")
    done = checkout.run("--format", "pdf")
    assert done.returncode == 0
    shown = {
        f"{name}/{name}.{code}.pdf"
        for name in ("crossing", "norway", "record")
        for code in ("ar", "ar-en")
    }
    assert made(done) == shown
    after = checkout.documents()
    assert {name for name in ALL if before[name] != after[name]} == shown


def test_a_comment_in_the_content_rebuilds_no_document(checkout: Checkout) -> None:
    path = checkout.content / "people.yaml"
    path.write_text("# a comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = checkout.run()
    assert made(done) == set()
    assert "0 documents made, 36 up to date" in done.stdout
    assert "nothing has changed" in checkout.run().stderr


def test_a_missing_or_damaged_document_is_built_again(checkout: Checkout) -> None:
    before = checkout.documents()
    (checkout.output / "norway" / "norway.en.pdf").unlink()
    damaged = checkout.output / "crossing-note" / "crossing-note.en.docx"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    done = checkout.run()
    assert done.returncode == 0
    assert made(done) == {"norway/norway.en.pdf", "crossing-note/crossing-note.en.docx"}
    assert checkout.documents() == before


def test_a_damaged_manifest_loses_no_document(checkout: Checkout) -> None:
    before = checkout.documents()
    (checkout.output / "manifest.json").write_text('{"documents": [', encoding="utf-8")
    done = checkout.run("norway", *FAST)
    assert made(done) == {"norway/norway.en.pdf"}
    assert checkout.documents() == before


def test_an_error_blocks_the_briefs_that_show_it_and_keeps_their_documents(
    checkout: Checkout,
) -> None:
    before = checkout.documents()
    checkout.edit("content/articles/beta.yaml", "paragraphs: 6", "paragraphs: six")
    checkout.edit("content/briefs/crossing-note.yaml", "in a minute", "in two")
    checkout.edit("content/briefs/crossing-note.yaml", "في دقيقة", "في دقيقتين")
    done = checkout.run("--force", "--format", "docx", "--edition", "en")
    assert done.returncode == 1
    assert "content/articles/beta.yaml:11:13: error [type-wrong]" in done.stdout
    assert "not built: crossing (" in done.stderr
    assert "not built: norway (" in done.stderr
    assert made(done) == {"crossing-note/crossing-note.en.docx"}
    after = checkout.documents()
    assert {name for name in ALL if before[name] != after.get(name)} == made(done)


def test_a_full_build_with_errors_deletes_nothing_and_is_not_up_to_date(
    checkout: Checkout,
) -> None:
    checkout.edit("content/articles/beta.yaml", "paragraphs: 6", "paragraphs: six")
    before = checkout.documents()
    first = checkout.run()
    assert (first.returncode, made(first)) == (1, set())
    assert checkout.documents() == before
    assert checkout.run().returncode == 1
    checkout.edit("content/articles/beta.yaml", "paragraphs: six", "paragraphs: 6")
    mended = checkout.run()
    assert (mended.returncode, made(mended)) == (0, set())


def test_an_edited_word_document_is_not_replaced_unless_forced(checkout: Checkout) -> None:
    path = checkout.output / "norway" / "norway.en.docx"
    document = docx.Document(str(path))
    next(p for p in document.paragraphs if p.text).add_run(" My words.")
    document.save(str(path))
    edited = path.read_bytes()
    refused = checkout.run()
    assert refused.returncode == 1
    assert "norway.en.docx:1:1: error [output-edited]" in refused.stdout
    assert f"briefs pull {path.relative_to(checkout.root)} --apply" in refused.stdout
    assert path.read_bytes() == edited
    forced = checkout.run("norway", "--force", "--edition", "en", "--format", "docx")
    assert forced.returncode == 0
    assert path.read_bytes() != edited


def test_documents_that_no_manifest_lists_are_made_again_if_nobody_edited_them(
    checkout: Checkout,
) -> None:
    (checkout.output / "manifest.json").unlink()
    done = checkout.run("norway", "--edition", "en", "--format", "docx")
    assert (done.returncode, done.stderr.count("output-edited")) == (0, 0)


def test_a_full_build_deletes_the_documents_of_a_removed_brief(
    checkout: Checkout,
) -> None:
    (checkout.content / "briefs" / "norway.yaml").unlink()
    mine = checkout.output / "norway" / "notes-of-mine.txt"
    mine.write_text("keep")
    edited = checkout.output / "norway" / "norway.ar.docx"
    edited.write_bytes(edited.read_bytes() + b" ")  # as after an edit by a user
    partial = checkout.run("crossing", *FAST)
    assert partial.returncode == 0
    assert set(checkout.documents()) >= ALL
    done = checkout.run()
    assert done.returncode == 0
    gone = "deleted: output/norway/norway.en.pdf (no brief asks for it any more)"
    assert gone in done.stderr
    left = {name for name in ALL if not name.startswith("norway/")}
    assert set(checkout.documents()) == left | {"norway/notes-of-mine.txt", "norway/norway.ar.docx"}
    held = set(read_manifest(checkout.output).documents)
    assert {name for name in held if not name.endswith(".json")} == left | OF_THE_PROJECT
    assert not any(name.startswith("norway/") for name in held)


def test_a_build_into_the_output_of_another_project_stops_and_touches_nothing(
    checkout: Checkout,
) -> None:
    before = {**checkout.documents(), "m": (checkout.output / "manifest.json").read_bytes()}
    checkout.edit("briefs.yaml", "id: cases", "id: water")
    for name in BRIEFS:
        path = checkout.content / "briefs" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8").replace(f"id: {name}\n", f"id: dam-{name}\n")
        path.unlink()
        path.with_name(f"dam-{name}.yaml").write_text(text, encoding="utf-8")
    for words in ((), ("dam-norway", *FAST), ("--force",)):
        done = checkout.run(*words)
        assert done.returncode == 1
        assert "output/manifest.json:1:1: error [output-foreign]" in done.stdout
        assert "the project “cases”, not of “water”" in done.stdout
        assert "name another folder with --output" in done.stdout
        now = {**checkout.documents(), "m": (checkout.output / "manifest.json").read_bytes()}
        assert now == before


def test_an_output_folder_whose_manifest_names_no_project_is_left_alone(
    checkout: Checkout,
) -> None:
    before = checkout.documents()
    path = checkout.output / "manifest.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    del held["project"]
    held["inputs"] = ""
    path.write_text(json.dumps(held), encoding="utf-8")
    done = checkout.run()
    assert (done.returncode, "a project that it does not name" in done.stdout) == (1, True)
    assert checkout.documents() == before


def test_only_the_requested_briefs_editions_and_formats_are_built(fresh: Checkout) -> None:
    done = fresh.run(
        "norway", "crossing-note", "--edition", "en", "--edition", "ar", "--format", "docx"
    )
    assert done.returncode == 0
    assert set(fresh.documents()) == {
        f"{name}/{name}.{edition}.docx"
        for name in ("norway", "crossing-note")
        for edition in ("en", "ar")
    }


def test_force_rebuilds_documents_with_the_same_bytes(checkout: Checkout) -> None:
    before = checkout.documents()
    done = checkout.run("norway", "--force", "--edition", "ar-en")
    assert made(done) == {f"norway/norway.ar-en.{kind}" for kind in ("pdf", "docx", "html")}
    assert checkout.documents() == before


ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",  # UTC+14: often the next day
    "LC_ALL": "ar_SA.UTF-8",
    "LANG": "ar_SA.UTF-8",
    "LANGUAGE": "ar",
    "PYTHONHASHSEED": "4",
    "COLUMNS": "40",
}


def test_another_machine_makes_the_same_bytes(
    built: Checkout, fresh: Checkout, tmp_path: Path
) -> None:
    """The build has one worker, another order, folder, time zone, locale, home and other fonts."""
    program = shutil.copytree(built.program, tmp_path / "somewhere" / "else")
    fonts = tmp_path / "fonts.conf"
    fonts.write_text("<fontconfig><dir>/usr/share/fonts</dir></fontconfig>")
    away = Checkout(fresh.root, program)
    places = {
        "HOME": str(tmp_path / "home"),
        "FONTCONFIG_FILE": str(fonts),
        "BRIEFS_STORE": str(tmp_path / "store"),
    }
    asked = ("norway", "crossing-note", "crossing", "--jobs", "1")
    done = away.run(*asked, "--edition", "en", "--edition", "ar-en", **ELSEWHERE, **places)
    assert done.returncode == 0, done.stdout + done.stderr
    there = away.documents()
    assert len(there) == 18
    here = built.documents()
    assert [name for name in there if there[name] != here[name]] == []
    held, known = read_manifest(away.output).documents, read_manifest(built.output).documents
    assert {name: known[name] for name in there} == {name: held[name] for name in there}
    for name in OF_THE_PROJECT - {"index.html"}:  # which lists fewer documents
        assert (away.output / name).read_bytes() == (built.output / name).read_bytes()


def test_source_date_epoch_sets_the_date_of_documents(checkout: Checkout) -> None:
    asked = ("norway", "--format", "pdf", "--edition", "en")
    done = checkout.run(*asked, SOURCE_DATE_EPOCH="1000000000")
    assert done.returncode == 0
    with pikepdf.open(checkout.output / "norway" / "norway.en.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20010909")
    wrong = checkout.run(*asked, SOURCE_DATE_EPOCH="yesterday")
    assert (wrong.returncode, "number of seconds" in wrong.stderr) == (2, True)


def test_the_manifest_says_what_each_document_was_made_from_and_with(built: Checkout) -> None:
    held = read_manifest(built.output)
    (name,) = held.toolchains
    assert held.toolchains[name]["weasyprint"] == version("weasyprint")
    assert all(held.toolchains[name][one] for one in ("python", "pango", "harfbuzz", "fonts"))
    for path in ALL:
        entry = held.documents[path]
        assert entry.toolchain == name
        assert entry.sha256 == sha256((built.output / path).read_bytes()).hexdigest()
        assert "topics.yaml" in entry.sources
    with pikepdf.open(built.output / "norway" / "norway.ar.pdf") as pdf:
        inside = {name: one.get_file().read_bytes() for name, one in pdf.attachments.items()}
    for path, digest in held.documents["norway/norway.ar.pdf"].sources.items():
        assert sha256(inside[path]).hexdigest() == digest


def test_a_folder_is_checked_against_its_manifest(checkout: Checkout) -> None:
    whole = checkout.run("verify-output")
    assert (whole.returncode, whole.stdout) == (0, "")
    assert "all 47 files are as output/manifest.json lists them" in whole.stderr
    (checkout.output / "norway" / "norway.ar.docx").unlink()
    spoilt = checkout.output / "norway" / "norway.ar.pdf"
    spoilt.write_bytes(spoilt.read_bytes() + b" ")
    (checkout.output / "mine.txt").write_text("mine")
    done = checkout.run("verify-output", "output")
    assert done.returncode == 1
    assert "output/norway/norway.ar.docx: error [output-missing]" in done.stdout
    assert "output/norway/norway.ar.pdf: error [output-changed]" in done.stdout
    assert "output/mine.txt: warning [output-unlisted]" in done.stdout
    (checkout.output / "manifest.json").write_text("{")
    done = checkout.run("verify-output")
    assert (done.returncode, "error [manifest-unreadable]" in done.stdout) == (1, True)
    assert checkout.run("verify-output", "nowhere").returncode == 2


def test_an_interrupted_build_leaves_only_whole_documents(fresh: Checkout) -> None:
    running = subprocess.Popen(
        fresh.command("norway", "crossing-note", "--jobs", "2"),
        cwd=fresh.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stderr is not None
    first = running.stderr.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert first.startswith("[1/18]")
    assert running.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    left = set(fresh.documents())
    assert left < ALL
    assert left
    assert all(whole(fresh.output / name) for name in left)


def test_an_error_of_a_template_is_reported_and_blocks_only_its_briefs(fresh: Checkout) -> None:
    fresh.edit("templates/country.html.j2", "{% for code", "{{ nobody.name }}\n{% for code")
    done = fresh.run(*FAST)
    assert done.returncode == 1
    assert "templates/country.html.j2:13:1: error [template-error]" in done.stdout
    assert set(fresh.documents()) == {
        "crossing/crossing.en.pdf",
        "crossing-note/crossing-note.en.pdf",
        "record/record.en.pdf",
    }


def test_a_document_that_would_show_a_text_still_to_be_written_is_not_built(
    fresh: Checkout,
) -> None:
    """The others are: of this brief, those in another language."""
    fresh.edit("content/articles/alpha.yaml", "label: {en: 4 ships first,", "label: {en: TODO,")
    assert "alpha.yaml:27:17: warning [text-to-do]" in fresh.run("check").stdout
    done = fresh.run("--format", "docx", "--edition", "en", "--edition", "ar")
    assert done.returncode == 1
    assert "alpha.yaml:27:17: error [text-unwritten] a document would show this" in done.stdout
    assert "text-to-do" not in done.stdout
    assert "not written: crossing/crossing.en" in done.stderr
    missing = {f"{name}/{name}.en.docx" for name in BRIEFS} - set(fresh.documents())
    assert missing == {"crossing/crossing.en.docx"}
    assert "crossing/crossing.ar.docx" in fresh.documents()


def test_a_warning_of_the_pdf_engine_is_a_problem(fresh: Checkout) -> None:
    css = fresh.templates / "pdf.css"
    css.write_text(css.read_text(encoding="utf-8") + "\np { no-such-property: 1 }\n")
    done = fresh.run("norway", *FAST)
    assert done.returncode == 0
    code = "pdf-engine"
    assert f"norway (en):1:1: warning [{code}]" in done.stdout
    assert "no-such-property" in done.stdout
    written = fresh.output / "norway" / "norway.en.pdf"
    made = written.stat().st_mtime_ns
    again = fresh.run("norway", *FAST)  # told again, though nothing changed and nothing is made
    assert (again.returncode, f"warning [{code}]" in again.stdout) == (0, True)
    strict = fresh.run("norway", *FAST, "--strict")
    assert (strict.returncode, f"warning [{code}]" in strict.stdout) == (1, True)
    assert written.stat().st_mtime_ns == made


def test_a_fault_of_the_design_is_a_problem_before_anything_is_built(fresh: Checkout) -> None:
    theme = fresh.templates / "theme.yaml"
    theme.write_text(theme.read_text(encoding="utf-8").replace("#12405c", "#12405C"))
    css = fresh.templates / "pdf.css"
    css.write_text(css.read_text(encoding="utf-8") + "\np { background: url(x.png) }\n")
    done = fresh.run("norway", *FAST)
    assert done.returncode == 1, done.stderr
    assert "[colour-malformed]" in done.stdout
    assert "[css-url]" in done.stdout
    assert "Traceback" not in done.stderr
    assert not fresh.output.exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er" / "a.pdf"
    write_whole(target, b"first")
    assert target.read_bytes() == b"first"
    blocked = tmp_path / "folder"
    blocked.mkdir()
    (blocked / "x").write_text("x")
    with pytest.raises(OSError, match="folder"):
        write_whole(blocked, b"second")
    assert [path.name for path in tmp_path.rglob("*") if "part" in path.name] == []
    assert (blocked / "x").read_text() == "x"


def test_the_manifest_is_json_that_names_every_document_once(built: Checkout) -> None:
    held = json.loads((built.output / "manifest.json").read_text(encoding="utf-8"))
    names = list(held["documents"])
    assert names == sorted(names)
    assert set(names) > ALL
    entry = Entry(**held["documents"]["norway/norway.en.pdf"])
    assert entry.bytes == (built.output / "norway" / "norway.en.pdf").stat().st_size


def test_a_strict_build_reports_warnings_that_an_earlier_build_allowed(checkout: Checkout) -> None:
    topics = checkout.content / "topics.yaml"
    unused = "  - {id: unused, name: {en: Two  spaces, ar: مسافتان}}\n"
    topics.write_text(topics.read_text(encoding="utf-8") + unused, encoding="utf-8")
    assert checkout.run().returncode == 0
    assert "nothing has changed" in checkout.run().stderr
    strict = checkout.run("--strict")
    assert strict.returncode == 1
    assert "warning [space-double]" in strict.stdout
