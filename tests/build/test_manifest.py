"""The manifest of an output folder: written, read, and compared with the files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.build.manifest import (
    MANIFEST_NAME,
    Entry,
    Manifest,
    is_inside,
    is_intact,
    manifest_bytes,
    read_manifest,
)
from briefs.files import digest, digest_files

ENTRIES = st.builds(
    Entry,
    key=st.text(),
    sha256=st.text(),
    pages=st.none() | st.integers(0, 500),
    bytes=st.integers(0, 10**9),
    sources=st.dictionaries(st.text("ab."), st.text("01")),
    toolchain=st.sampled_from(["", "one", "two"]),
)
TOOLCHAINS = {"one": {"python": "3.11.7"}, "two": {"python": "3.12.0"}}


@given(st.text("abc"), st.dictionaries(st.text("abc/.").filter(is_inside), ENTRIES))
def test_a_manifest_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, inputs: str, documents: dict[str, Entry]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / MANIFEST_NAME).write_bytes(
        manifest_bytes(Manifest(inputs, documents, TOOLCHAINS, "mine"))
    )
    used = {one.toolchain for one in documents.values()}
    kept = {name: one for name, one in TOOLCHAINS.items() if name in used}
    assert read_manifest(folder) == Manifest(inputs, documents, kept, "mine")


def test_a_manifest_does_not_depend_on_the_order_of_the_build() -> None:
    one, two = Entry("a", "b", 1, 2), Entry("c", "d", None, 4)
    assert manifest_bytes(Manifest("x", {"a": one, "b": two})) == manifest_bytes(
        Manifest("x", {"b": two, "a": one})
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"inputs": ""}',
        '{"inputs": "", "documents": {"a": {}}}',
        '{"inputs": "", "documents": {"a": {"key": "", "bytes": 1, "more": 2}}}',
        '{"documents": 1}',
        '{"inputs": "", "documents": []}',
        '{"inputs": "", "documents": {"a": 3}}',
    ],
)
def test_an_unreadable_manifest_counts_as_empty(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) == Manifest()


def test_a_missing_manifest_counts_as_empty(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "nowhere") == Manifest()


def test_a_manifest_that_is_not_utf8_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).write_bytes(b"\xff\xfe\x00")
    assert read_manifest(tmp_path) == Manifest()


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_a_digest_depends_on_where_its_parts_end(one: list[bytes], two: list[bytes]) -> None:
    assert (digest(*one) == digest(*two)) == (one == two)


def test_a_digest_of_files_depends_on_names_and_contents_but_not_on_times(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_text("1")
    b.write_text("2")
    first = digest_files([a, b])
    assert digest_files([b, a]) == first
    a.touch()
    assert digest_files([a, b]) == first
    assert digest_files([a, b], "word") != first
    assert digest_files([a]) != first
    a.write_text("2")
    b.write_text("1")
    assert digest_files([a, b]) != first


def test_a_document_is_intact_until_a_byte_changes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    entry = Entry("k", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", 1, 1)
    assert is_intact(tmp_path, "a.pdf", entry)
    (tmp_path / "a.pdf").write_bytes(b"y")
    assert not is_intact(tmp_path, "a.pdf", entry)
    (tmp_path / "a.pdf").unlink()
    assert not is_intact(tmp_path, "a.pdf", entry)


@pytest.mark.parametrize("path", ["../a.pdf", "/a.pdf", "x/../../a.pdf", "", "a" * 300])
def test_a_path_outside_the_output_folder_is_ignored(path: str, tmp_path: Path) -> None:
    held = Manifest("x", {path: Entry("k", "s", None, 1), "b.pdf": Entry("k", "s", None, 1)})
    (tmp_path / MANIFEST_NAME).write_bytes(manifest_bytes(held))
    assert set(read_manifest(tmp_path).documents) == {"b.pdf"}


def test_a_manifest_of_an_older_version_is_read(tmp_path: Path) -> None:
    text = '{"inputs": "", "documents": {"a": {"key": "", "sha256": "", "pages": 1, "bytes": 2}}}'
    (tmp_path / MANIFEST_NAME).write_text(text, encoding="utf-8")
    assert set(read_manifest(tmp_path).documents) == {"a"}
