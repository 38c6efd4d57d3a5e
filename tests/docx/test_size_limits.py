"""Hostile documents are refused with a reason, within limits of time and memory."""

import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from briefs.content.library import Library
from briefs.design import Design
from briefs.docx.safe_package import LARGEST_FILE, LARGEST_TREES, open_docx, tree_size
from briefs.docx.write import write_docx
from briefs.html import render
from tests.support.docx_helpers import OPTIONS
from tests.support.paths import CONTENT, ROOT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"<w:document {W}><w:body/></w:document>"
RELATION = '<Relationships><Relationship Id="a" {}/></Relationships>'
TYPE = 'Type="http://x/{}" Target="http://example.org/x" TargetMode="External"'
HEXADECIMAL = str.maketrans("0123456789", "ghijklmnop")
FILLER = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))


def package(*parts: tuple[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts, with an empty document unless the parts have one."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        if "word/document.xml" not in dict(parts):
            archive.writestr("word/document.xml", DOCUMENT)
        for name, text in parts:
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return out.getvalue()


def lying(size: int) -> bytes:
    """Return a zip whose directory states 900 bytes for a part that unpacks to more."""
    data = bytearray(package(("word/document.xml", b" " * size)))
    local, central = data.find(b"PK\3\4"), data.find(b"PK\1\2")
    struct.pack_into("<L", data, local + 22, 900)
    struct.pack_into("<L", data, central + 24, 900)
    return bytes(data)


def hostile() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Return what makes each hostile file, by its name, with the code of its problem."""
    deep = "<a>" * 150 + "</a>" * 150
    bomb = " " * 50_000_000
    return {
        "bomb": ("word-unsafe", lambda: package(("word/document.xml", bomb))),
        "bomb elsewhere": ("word-unsafe", lambda: package(("word/media/a.png", bomb))),
        "many bombs": ("word-unsafe", lambda: package(*((f"a{n}.xml", b"x" * 90_000) for n in range(900)))),
        "lying bomb": ("word-unreadable", lambda: lying(20_000_000)),
        "large part": ("word-unsafe", lambda: package(("word/document.xml", noise(8_500_000)))),
        "large file": ("word-unsafe", lambda: b"PK" + b"x" * LARGEST_FILE),
        "many parts": ("word-unsafe", lambda: package(*((f"p{n}", "") for n in range(1001)))),
        "many elements": ("word-unsafe", lambda: package(("word/document.xml", "<a>" + "<b/>" * 700_000))),
        "many elements, hardly packed": (
            "word-unsafe",
            lambda: package(("word/document.xml", mixed("<{}/>", 520_000))),
        ),
        "many stretches": (
            "word-unsafe",
            lambda: package(("word/document.xml", mixed("<{}/>x", 260_000))),
        ),
        "many attributes": (
            "word-unsafe",
            lambda: package(("word/document.xml", mixed('<{} a="" b="" c=""/>', 90_000))),
        ),
        "elements in utf-16": (
            "word-unsafe",
            lambda: package(("word/document.xml", mixed("<{}/>", 520_000).encode("utf-16"))),
        ),
        "much in many parts": (
            "word-unsafe",
            lambda: package(*((f"word/header{n}.xml", noise(1_000_000)) for n in range(9))),
        ),
        "another encoding": (
            "word-unreadable",
            lambda: package(("word/document.xml", f"<?xml version='1.0'?>{DOCUMENT}".encode("cp037"))),
        ),
        "another encoding that is named": (
            "word-unreadable",
            lambda: package(("word/document.xml", f"<?xml version='1.0' encoding='UTF-7'?>{DOCUMENT}")),
        ),
        "deep at its end": (
            "word-unsafe",
            lambda: package(("word/document.xml", mixed("<{}/>", 500_000)[:-4] + deep + "</a>")),
        ),
        "deep": ("word-unsafe", lambda: package(("word/document.xml", deep))),
        "very deep": ("word-unsafe", lambda: package(("word/document.xml", deep * 0 + "<a>" * 90_000))),
        "dtd": ("word-unsafe", lambda: package(("word/document.xml", f"<!DOCTYPE x>{DOCUMENT}"))),
        "laughs": ("word-unsafe", lambda: package(("customXml/item1.xml", f"<!DOCTYPE x [{LAUGHS}]><x/>"))),
        "laughs in an attribute": (
            "word-unsafe",
            lambda: package(("customXml/item1.xml", f'<!DOCTYPE x [{LAUGHS}]><x y="&a8;"/>')),
        ),
        "dtd in utf-16": (
            "word-unsafe",
            lambda: package(("word/footnotes.xml", "<!DOCTYPE x [<!ENTITY y 'z'>]><x/>".encode("utf-16"))),
        ),
        "outside": (
            "word-unsafe",
            lambda: package(("word/_rels/a.rels", RELATION.format(TYPE.format("image")))),
        ),
        "outside frame": (
            "word-unsafe",
            lambda: package(("word/_rels/document.xml.rels", RELATION.format(TYPE.format("oleObject")))),
        ),
        "up the tree": ("word-unsafe", lambda: package(("word/../../x.xml", ""))),
        "from the root": ("word-unsafe", lambda: package(("/etc/x.xml", ""))),
        "a drive": ("word-unsafe", lambda: package(("c:x.xml", ""))),
        "two of a name": ("word-unsafe", lambda: package(("word/Document.xml", ""))),
        "packed oddly": ("word-unsafe", lambda: package(("x.xml", "x"), packing=zipfile.ZIP_BZIP2)),
        "no zip": ("word-unreadable", lambda: b"%PDF-1.7 no Word document"),
        "empty": ("word-unreadable", lambda: b""),
        "cut short": ("word-unreadable", lambda: package()[:-30]),
        "broken": ("word-unreadable", lambda: package()[:60].ljust(70, b"\xff") + package()[70:]),
        "no document": ("word-unreadable", lambda: package(("word/document.xml", "no XML"))),
        "only a zip": ("word-unreadable", zipped_note),
    }  # fmt: skip


def noise(size: int) -> bytes:
    """Return an element with text that compresses little, so that no ratio reveals its size."""
    made, value = bytearray(), 1
    while len(made) < size:
        value = zlib.crc32(str(value).encode())
        made += f"{value:08x}".encode() * 8
    return b"<a>" + bytes(made) + b"</a>"


def mixed(element: str, count: int) -> str:
    """Return elements whose names compress little."""
    made = [element.format(f"{n:x}".translate(HEXADECIMAL)) for n in range(26**3)]
    return f"<a>{''.join(made[zlib.crc32(b'%d' % n) % 26**3] for n in range(count))}</a>"


def zipped_note() -> bytes:
    """Return a zip that is not a Word document."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("note.txt", "hello")
    return out.getvalue()


CASES = hostile()


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_document_is_refused_with_a_reason(case: str) -> None:
    code, make = CASES[case]
    parts, problems = open_docx(make(), "x.docx")
    assert parts == {}
    assert [(one.file, one.code) for one in problems] == [("x.docx", code)]
    assert {code} <= {"word-unsafe", "word-unreadable"}
    assert problems[0].message


def test_external_links_that_word_itself_writes_are_accepted() -> None:
    harmless = "".join(TYPE.format(kind) for kind in ("hyperlink",))
    parts, problems = open_docx(
        package(
            ("word/_rels/document.xml.rels", RELATION.format(harmless)),
            ("word/_rels/settings.xml.rels", RELATION.format(TYPE.format("attachedTemplate"))),
            ("word/footnotes.xml", "<a>&lt;!DOCTYPE</a>"),
        ),
        "x.docx",
    )
    assert problems == []
    assert {name for name in parts if not name.endswith(".rels")} == {
        "word/document.xml",
        "word/footnotes.xml",
    }


MEASURE = """
import json, re, sys, time
from pathlib import Path
from briefs.cli.main import main
slowest = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    started = time.process_time()
    assert main(["pull", str(path)]) == 1
    slowest = max(slowest, time.process_time() - started)
# Not ru_maxrss, which a child inherits from the process that started it.
most = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print("", json.dumps([slowest, int(most)]), sep="\\n")
"""


def test_refusing_takes_less_than_half_a_second_and_100_megabytes(tmp_path: Path) -> None:
    for number, (_, make) in enumerate(CASES.values()):
        (tmp_path / f"{number}.docx").write_bytes(make())
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seconds, kilobytes = json.loads(done.stdout.splitlines()[-1])
    assert seconds < 0.5
    assert kilobytes < 100_000


LARGEST = """
import re, sys, time
from pathlib import Path
from briefs.cli.main import main
started = time.process_time()
main(["pull", "--content", sys.argv[1], sys.argv[2]])
most = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - started, most, file=sys.stderr)
"""


def test_the_largest_file_that_is_accepted_needs_less_than_400_megabytes(
    library: Library, design: Design, tmp_path: Path
) -> None:
    """The document has as many paragraphs as the limit allows."""
    brief = library.briefs["crossing-note"]
    tree, _ = render(library, brief, "en", design)
    assert tree is not None
    data, _ = write_docx(tree, design.theme, OPTIONS)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    own = sum(tree_size(text) for name, text in parts.items() if name.endswith((".xml", ".rels")))
    count = (LARGEST_TREES - own) // tree_size(FILLER.format(0).encode())
    more = "".join(FILLER.format(n) for n in range(count)).encode()
    document = parts["word/document.xml"]
    at = document.rindex(b"<w:sectPr")
    parts["word/document.xml"] = document[:at] + more + document[at:]
    path = tmp_path / "heavy.docx"
    path.write_bytes(package(*parts.items()))
    command = [sys.executable, "-c", LARGEST, str(CONTENT), str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"{count - 1}\n" in done.stdout[-2000:], done.stderr  # it was read to its end
    seconds, kilobytes = map(float, done.stderr.splitlines()[-1].split())
    assert kilobytes < 400_000
    assert seconds < 20
    one_more = parts | {"word/header9.xml": FILLER.format(0).encode() * 900}
    assert open_docx(package(*one_more.items()), "x.docx")[1][0].code == "word-unsafe"
