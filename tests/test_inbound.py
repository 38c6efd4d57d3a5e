"""Files that mean harm: refused by limits, fast and in little memory, with a reason."""

import json
import struct
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from briefs.inbound import LARGEST_FILE, opened
from tests.conftest import ROOT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"<w:document {W}><w:body/></w:document>"
RELATION = '<Relationships><Relationship Id="a" {}/></Relationships>'
TYPE = 'Type="http://x/{}" Target="http://example.org/x" TargetMode="External"'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))


def package(*parts: tuple[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts and, unless one is given, a document."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        if "word/document.xml" not in dict(parts):
            archive.writestr("word/document.xml", DOCUMENT)
        for name, text in parts:
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return out.getvalue()


def lying(size: int) -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(package(("word/document.xml", b" " * size)))
    local, central = data.find(b"PK\3\4"), data.find(b"PK\1\2")
    struct.pack_into("<L", data, local + 22, 900)
    struct.pack_into("<L", data, central + 24, 900)
    return bytes(data)


def hostile() -> dict[str, tuple[str, bytes]]:
    """Each case with the code that it is refused with."""
    deep = "<a>" * 150 + "</a>" * 150
    bomb = (" " * 50_000_000).encode()
    return {
        "bomb": ("word-unsafe", package(("word/document.xml", bomb))),
        "bomb elsewhere": ("word-unsafe", package(("word/media/a.png", bomb))),
        "many bombs": ("word-unsafe", package(*((f"a{n}.xml", b"x" * 90_000) for n in range(900)))),
        "lying bomb": ("word-unreadable", lying(20_000_000)),
        "large part": ("word-unsafe", package(("word/document.xml", noise(8_500_000)))),
        "large file": ("word-unsafe", b"PK" + b"x" * LARGEST_FILE),
        "many parts": ("word-unsafe", package(*((f"p{n}", "") for n in range(1001)))),
        "many elements": ("word-unsafe", package(("word/document.xml", "<a>" + "<b/>" * 700_000))),
        "deep": ("word-unsafe", package(("word/document.xml", deep))),
        "very deep": ("word-unsafe", package(("word/document.xml", deep * 0 + "<a>" * 90_000))),
        "dtd": ("word-unsafe", package(("word/document.xml", f"<!DOCTYPE x>{DOCUMENT}"))),
        "laughs": ("word-unsafe", package(("customXml/item1.xml", f"<!DOCTYPE x [{LAUGHS}]><x/>"))),
        "laughs in an attribute": (
            "word-unsafe",
            package(("customXml/item1.xml", f'<!DOCTYPE x [{LAUGHS}]><x y="&a8;"/>')),
        ),
        "dtd in utf-16": (
            "word-unsafe",
            package(("word/footnotes.xml", "<!DOCTYPE x [<!ENTITY y 'z'>]><x/>".encode("utf-16"))),
        ),
        "outside": (
            "word-unsafe",
            package(("word/_rels/a.rels", RELATION.format(TYPE.format("image")))),
        ),
        "outside frame": (
            "word-unsafe",
            package(("word/_rels/document.xml.rels", RELATION.format(TYPE.format("oleObject")))),
        ),
        "up the tree": ("word-unsafe", package(("word/../../x.xml", ""))),
        "from the root": ("word-unsafe", package(("/etc/x.xml", ""))),
        "a drive": ("word-unsafe", package(("c:x.xml", ""))),
        "two of a name": ("word-unsafe", package(("word/Document.xml", ""))),
        "packed oddly": ("word-unsafe", package(("x.xml", "x"), packing=zipfile.ZIP_BZIP2)),
        "no zip": ("word-unreadable", b"%PDF-1.7 no Word document"),
        "empty": ("word-unreadable", b""),
        "cut short": ("word-unreadable", package()[:-30]),
        "broken": ("word-unreadable", package()[:60].ljust(70, b"\xff") + package()[70:]),
        "no document": ("word-unreadable", package(("word/document.xml", "no XML"))),
        "only a zip": ("word-unreadable", zipped_note()),
    }  # fmt: skip


def noise(size: int) -> bytes:
    """Letters that hardly pack: no ratio gives them away."""
    made, value = bytearray(), 1
    while len(made) < size:
        value = zlib.crc32(str(value).encode())
        made += f"{value:08x}".encode() * 8
    return b"<a>" + bytes(made) + b"</a>"


def zipped_note() -> bytes:
    """A zip that has nothing to do with Word."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("note.txt", "hello")
    return out.getvalue()


CASES = hostile()


@pytest.mark.parametrize("case", CASES)
def test_harm_is_refused_with_a_reason(case: str) -> None:
    code, data = CASES[case]
    parts, problems = opened(data, "x.docx")
    assert parts == {}
    assert [(one.file, one.code) for one in problems] == [("x.docx", code)]
    assert {code} <= {"word-unsafe", "word-unreadable"}
    assert problems[0].message


def test_what_word_itself_writes_is_taken() -> None:
    harmless = "".join(TYPE.format(kind) for kind in ("hyperlink",))
    parts, problems = opened(
        package(
            ("word/_rels/document.xml.rels", RELATION.format(harmless)),
            ("word/_rels/settings.xml.rels", RELATION.format(TYPE.format("attachedTemplate"))),
            ("word/footnotes.xml", "<a>&lt;!DOCTYPE</a>"),
        ),
        "x.docx",
    )
    assert problems == []
    assert set(parts) == {"word/document.xml", "word/footnotes.xml"}


MEASURE = """
import json, re, sys, time
from pathlib import Path
from briefs.cli import main
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
    for number, (_, data) in enumerate(CASES.values()):
        (tmp_path / f"{number}.docx").write_bytes(data)
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seconds, kilobytes = json.loads(done.stdout.splitlines()[-1])
    assert seconds < 0.5
    assert kilobytes < 100_000
