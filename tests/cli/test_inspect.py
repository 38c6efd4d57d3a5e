"""The files attached to a PDF, and `build.py open`, which compares them with today's content."""

import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from pikepdf import Array, Dictionary, Name, Stream, String

from briefs.content import Library
from briefs.design import Design
from briefs.export.snapshot import content_snapshot
from briefs.files import Attachment
from briefs.html import render
from briefs.pdf import read_attachments
from tests.support.checkout import Checkout
from tests.support.paths import DOCUMENTS, EDITIONS, ROOT
from tests.support.source_files import inflating_pdf

ARABIC = re.compile("[\u0600-\u06ff]")
LATIN_SENTENCE = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+")


def files_in(path: Path) -> dict[str, Attachment]:
    files, problems = read_attachments.extract_attachments(path.read_bytes(), path.name)
    assert problems == []
    return files


@pytest.mark.parametrize(("brief", "edition"), DOCUMENTS)
def test_every_pdf_carries_its_content_claims_and_sources(
    outputs: Path, brief: str, edition: str
) -> None:
    files = files_in(outputs / brief / f"{brief}.{edition}.pdf")
    assert read_attachments.edition_of_attachments(files) == (brief, edition)
    relations = {name: one.relation for name, one in files.items()}
    data = {f"{brief}.{edition}.evidence.json", f"{brief}.{edition}.sources.json"}
    content = {name for name in files if name.endswith(".yaml")}
    assert {f"briefs.{brief}.yaml", "people.yaml", "topics.yaml"} <= content
    assert all(relations[name] == "Data" for name in data)
    assert all(relations[name] == "Source" for name in content)
    assert relations[f"{brief}.{edition}.txt"] == "Alternative"
    assert all(one.description for one in files.values())


def statements(data: bytes) -> dict[str, dict[str, Any]]:
    """Return the statements of an article's YAML by their ids, results of polls too.

    Dates are text, as the program's own reader has them.
    """
    article = yaml.load(data, Loader=yaml.BaseLoader)
    kinds = ("positions", "experts", "polls", "figures", "events")
    items = [item for kind in kinds for item in article.get(kind, [])]
    items += [result for poll in article.get("polls", []) for result in poll["results"]]
    return {item["id"]: item for item in items}


def test_a_facing_pdf_carries_each_statement_as_the_content_has_it(outputs: Path) -> None:
    files = files_in(outputs / "coalition" / "coalition.ar-en.pdf")
    names = [name for name in files if name.startswith("articles.")]
    assert len(names) == 5
    number = 0
    for name in names:
        inside = statements(files[name].data)
        now = statements((ROOT / "content" / name.replace(".", "/", 1)).read_bytes())
        for key, value in inside.items():
            if "results" not in value:  # of a poll, only the results that are shown
                assert value == now[key]
                number += 1
    assert number > 80


def test_a_pdf_carries_the_statements_that_it_cites_and_no_others(outputs: Path) -> None:
    files = files_in(outputs / "poland" / "poland.en.pdf")
    claims = files["poland.en.evidence.json"].data.decode()
    cited = set(re.findall(r'"@id": "urn:brief:statement:([^"]+)"', claims))
    inside = {
        f"{name.split('.')[1]}/{key}"
        for name, one in files.items()
        if name.startswith("articles.")
        for key in statements(one.data)
    }
    assert len(inside) >= 5
    assert inside == cited


def test_an_edition_carries_texts_of_its_own_languages_alone(outputs: Path) -> None:
    for edition, foreign in (("en", ARABIC), ("ar", LATIN_SENTENCE)):
        files = files_in(outputs / "coalition" / f"coalition.{edition}.pdf")
        for name, one in files.items():
            if name.endswith(".yaml"):
                text = re.sub("«[^»]*»", "", one.data.decode())  # quotations
                assert not foreign.search(text), name


def test_the_files_in_a_new_pdf_are_those_of_the_repository(
    built: Checkout, tmp_path: Path
) -> None:
    for edition in EDITIONS:
        folder = tmp_path / edition
        done = built.run("open", f"output/norway/norway.{edition}.pdf", "--extract", str(folder))
        assert (done.returncode, "as it is here now" in done.stdout) == (0, True), done.stdout
        assert f"norway {edition}: all 8 files are what this project has now" in done.stderr
        files = files_in(built.output / "norway" / f"norway.{edition}.pdf")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
            name: one.data for name, one in files.items()
        }


def test_files_changed_since_a_pdf_was_built_are_listed(checkout: Checkout) -> None:
    checkout.edit("content/articles/beta.yaml", "تنضم النرويج الآن إلى خطة", "تلتحق النرويج بخطة")
    done = checkout.run("open", "output/norway/norway.ar.pdf")
    changed = {
        line.split()[0] for line in done.stdout.splitlines() if line.endswith("changed here since")
    }
    assert done.returncode == 1
    assert changed == {"articles.beta.yaml", "norway.ar.evidence.json", "norway.ar.txt"}
    assert "3 of 8 files differ" in done.stderr
    assert checkout.run("open", "output/norway/norway.en.pdf").returncode == 0


def test_the_files_of_a_removed_brief_are_listed_and_not_compared(
    checkout: Checkout,
) -> None:
    (checkout.content / "briefs" / "norway.yaml").unlink()
    done = checkout.run("open", "output/norway/norway.ar.pdf")
    assert (done.returncode, done.stdout.count("bytes")) == (1, 8)
    assert "not compared" in done.stderr


def test_extracting_overwrites_no_existing_file(built: Checkout, tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text("mine")
    words = ("open", "output/norway/norway.en.pdf", "--extract", str(tmp_path))
    done = built.run(*words)
    assert done.returncode == 1
    assert f"{tmp_path}/topics.yaml: error [file-exists]" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["topics.yaml"]
    assert built.run("open", "nothing.pdf").returncode == 2


def pdf_with(name: str, stream: Callable[[pikepdf.Pdf], Stream], number: int = 1) -> bytes:
    """Return a PDF with an attached file of this name, listed as often as `number` says."""
    pdf = pikepdf.new()
    made = stream(pdf)
    spec = Dictionary(Type=Name.Filespec, UF=String(name), EF=Dictionary(F=made))
    pdf.Root.AF = Array([pdf.make_indirect(spec)] * number)
    out = BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def bomb(pdf: pikepdf.Pdf) -> Stream:
    made = Stream(pdf, zlib.compress(b"0" * (read_attachments.LARGEST_FILE + 10)))
    made.Filter = Name.FlateDecode
    return made


def twice_packed(pdf: pikepdf.Pdf) -> Stream:
    made = Stream(pdf, zlib.compress(zlib.compress(b"0")))
    made.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    return made


def small(pdf: pikepdf.Pdf) -> Stream:
    return Stream(pdf, b"id: x")


def locked() -> bytes:
    """Return a PDF that requires a password."""
    out = BytesIO()
    pikepdf.new().save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-unreadable"),
        (b"%PDF-1.7\nnothing", "pdf-unreadable"),
        (b"PK\3\4 a Word document", "pdf-unreadable"),
        (pdf_with("people.yaml", bomb), "pdf-unsafe"),
        (pdf_with("people.yaml", twice_packed), "pdf-unsafe"),
        (pdf_with("../people.yaml", small), "pdf-unsafe"),
        (pdf_with("/etc/people.yaml", small), "pdf-unsafe"),
        (pdf_with("C:\\people.yaml", small), "pdf-unsafe"),
        (pdf_with(".profile", small), "pdf-unsafe"),
        (pdf_with("x" * 201, small), "pdf-unsafe"),
        (pdf_with("中" * 120, small), "pdf-unsafe"),
        (locked(), "pdf-unreadable"),
        (pdf_with("people.yaml", small, read_attachments.MOST_FILES + 1), "pdf-unsafe"),
    ],
    ids=range(13),
)
def test_a_hostile_or_broken_pdf_is_refused(data: bytes, code: str) -> None:
    files, problems = read_attachments.extract_attachments(data, "x.pdf")
    assert files == {}
    assert [(one.file, one.code) for one in problems] == [("x.pdf", code)]


def test_a_pdf_that_inflates_is_refused_in_little_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.pdf").write_bytes(inflating_pdf(2_000))
    code = (
        "import re, sys; from pathlib import Path; from briefs.pdf import extract_attachments;"
        "problems = extract_attachments(open(sys.argv[1], 'rb').read(), 'x.pdf')[1];"
        # Not ru_maxrss, which a child inherits from the process that started it.
        "most = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1];"
        "print(problems[0].code, int(most) // 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "bomb.pdf")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    problem, megabytes = done.stdout.split()
    assert problem == "pdf-unreadable"
    assert int(megabytes) < 400


def with_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_an_action_of_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def with_a_link_that_starts_a_program(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("calc.exe"))
    link = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([link])


def with_a_link_that_does_two_things(pdf: pikepdf.Pdf) -> None:
    following = Dictionary(S=Name.Launch, F=String("calc.exe"))
    action = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=following)
    link = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([link])


def with_a_name_in_capitals(pdf: pikepdf.Pdf) -> None:
    spec = Dictionary(UF=String("Topics.yaml"), EF=Dictionary(F=Stream(pdf, b"topics: []")))
    pdf.Root.AF.append(pdf.make_indirect(spec))


CYRILLIC = "t\N{CYRILLIC SMALL LETTER O}pics.yaml"


def with_a_name_in_other_letters(pdf: pikepdf.Pdf) -> None:
    spec = Dictionary(UF=String(CYRILLIC), EF=Dictionary(F=Stream(pdf, b"topics: []")))
    pdf.Root.AF.append(pdf.make_indirect(spec))


def with_another_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["invoice.exe"] = b"MZ"
    kept = [one for one in pdf.Root.AF if str(one.UF) != "invoice.exe"]
    pdf.Root.AF = Array(kept)


def with_the_same_name_twice(pdf: pikepdf.Pdf) -> None:
    spec = Dictionary(
        Type=Name.Filespec,
        UF=String("topics.yaml"),
        EF=Dictionary(F=Stream(pdf, b"topics: []")),
    )
    pdf.Root.AF.append(pdf.make_indirect(spec))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (with_action, "it does something when it is opened: /OpenAction"),
        (with_another_file, "it carries files that are not of the document: invoice.exe"),
        (with_the_same_name_twice, "two files inside have the name topics.yaml"),
        (with_an_action_of_a_page, "a page or link in it does more than ours: /AA"),
        (with_a_link_that_starts_a_program, "a page or link in it does more than ours: /Launch"),
        (with_a_link_that_does_two_things, "a page or link in it does more than ours: /URI"),
        (with_a_name_in_capitals, "two files inside have the name Topics.yaml"),
        (
            with_a_name_in_other_letters,
            f"a file inside has a name that is no plain name: {CYRILLIC}",
        ),
    ],
)
def test_one_of_our_pdfs_to_which_somebody_added_is_refused(
    change: Callable[[pikepdf.Pdf], None], words: str, built: Checkout
) -> None:
    out = BytesIO()
    with pikepdf.open(built.output / "norway" / "norway.en.pdf") as pdf:
        change(pdf)
        pdf.save(out)
    files, problems = read_attachments.extract_attachments(out.getvalue(), "x.pdf")
    assert files == {}
    assert [(one.code, one.message) for one in problems] == [("pdf-unsafe", words)]


def test_many_large_files_in_a_pdf_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_attachments, "LARGEST_TOTAL", 4)
    files, problems = read_attachments.extract_attachments(pdf_with("a.yaml", small), "x.pdf")
    assert (files, [one.code for one in problems]) == ({}, ["pdf-unsafe"])


def test_a_pdf_of_another_program_is_refused(tmp_path: Path, built: Checkout) -> None:
    file = tmp_path / "other.pdf"
    file.write_bytes(pdf_with("people.yaml", small))
    done = built.run("open", str(file))
    assert (done.returncode, "error [pdf-foreign]" in done.stdout) == (1, True)


def test_a_file_or_folder_in_the_way_of_extracting_is_reported(
    built: Checkout, tmp_path: Path
) -> None:
    (tmp_path / "norway.en.txt").mkdir()
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path, tmp_path / "file"):
        done = built.run("open", "output/norway/norway.en.pdf", "--extract", str(folder))
        assert (done.returncode, "error [file-exists]" in done.stdout) == (1, True), done.stderr


def test_with_errors_in_the_content_the_files_are_listed_and_not_compared(
    checkout: Checkout,
) -> None:
    checkout.edit("content/articles/beta.yaml", "publisher: not_stated", "publisher: nobody")
    done = checkout.run("open", "output/norway/norway.en.pdf")
    assert (done.returncode, done.stdout.count(" bytes ")) == (1, 8), done.stdout + done.stderr
    assert "not compared" in done.stderr


def test_the_content_folder_may_have_any_name(library: Library, design: Design) -> None:
    """The name may be `.`, or that of a folder inside the content folder."""
    brief = library.briefs["norway"]
    tree, _ = render(library, brief, "en", design)
    assert tree is not None
    snapshot = content_snapshot(library, brief, tree, ["en"])
    assert set(snapshot) == {
        *("articles.alpha.yaml", "articles.beta.yaml", "briefs.norway.yaml"),
        *("people.yaml", "topics.yaml"),
    }
    moved = {file.rpartition("/")[2]: yaml_file for file, yaml_file in library.files.items()}
    assert content_snapshot(replace(library, files=moved), brief, tree, ["en"]) == snapshot
