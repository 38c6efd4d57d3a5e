"""What the program and its tests are made of: every package is pinned, known and licensed."""

import json
import re

import pytest

from tests.support.paths import ROOT
from tests.support.sbom import SBOM, licence, pinned, sbom

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
RUNTIME = ("requirements.lock", "requirements-import.lock")
# Licences under which a package may be delivered beside ours (Apache-2.0), and those of packages
# that only tests and measurements use, which nobody is given.
FREE = {
    *("Apache-2.0", "Apache-2.0 WITH LLVM-exception", "0BSD", "BSD-2-Clause", "BSD-3-Clause"),
    *("CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0"),
    *("PSF-2.0", "Python-2.0", "Unicode-3.0", "Zlib"),
}
TESTS_ONLY = FREE | {"LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "AGPL-3.0-only"}


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Return whether an SPDX expression (AND, OR, without other nesting) leaves an allowed way."""
    ways = re.sub(r"[()]", "", expression).split(" OR ")
    return any(all(one in allowed for one in way.split(" AND ")) for way in ways)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_file_is_pinned_with_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text)
    assert len(entries) == len(pinned(lock)) > 0
    assert [one for one in entries if "--hash=sha256:" not in one] == []
    assert "http" not in text


def test_every_package_of_the_npm_lock_has_its_digest_and_no_address() -> None:
    lock = json.loads((ROOT / "tests/tools/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 5
    assert [
        name for name, one in packages.items() if not one["integrity"].startswith("sha512-")
    ] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_licence_of_every_package_is_compatible_with_ours(lock: str) -> None:
    allowed = FREE if lock in RUNTIME else TESTS_ONLY
    stated = {name: licence(name) for name, _ in pinned(lock)}
    installed = {name: words for name, words in stated.items() if words is not None}
    assert len(installed) > 20 or lock not in (*RUNTIME, "requirements-dev.lock")
    assert {
        name: words for name, words in installed.items() if not is_allowed(words, allowed)
    } == {}


def test_the_bill_of_materials_is_that_of_the_lock_file() -> None:
    """`make sbom` writes it."""
    assert SBOM.read_text(encoding="utf-8") == sbom()
    names = {one["name"] for one in json.loads(sbom())["components"]}
    assert {"weasyprint", "lxml", "pikepdf"} <= names
