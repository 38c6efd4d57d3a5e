"""What the program and its tests are made of: every package is pinned, known and licensed."""

import json
import re

import jsonschema
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

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


SCHEMAS = ROOT / "tests/tools/cyclonedx/cyclonedx/schema/_res"  # as CycloneDX publishes them


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


def validator() -> Draft7Validator:
    """Return what holds a bill of materials against the schema of CycloneDX 1.6."""
    names = [f"{name}.SNAPSHOT.schema.json" for name in ("bom-1.6", "spdx", "jsf-0.82")]
    texts = [(SCHEMAS / name).read_text(encoding="utf-8") for name in names]
    named = [Resource.from_contents(json.loads(text)) for text in texts]
    registry = Registry().with_resources(
        (f"http://cyclonedx.org/schema/{name}", one) for name, one in zip(names, named, strict=True)
    )
    return Draft7Validator(named[0].contents, registry=registry)


def test_the_bill_of_materials_keeps_the_published_schema() -> None:
    document = json.loads(SBOM.read_text(encoding="utf-8"))
    found = validator()
    assert [error.message for error in found.iter_errors(document)] == []
    for part, value in (("type", "book"), ("purl", 1), ("licenses", [{"license": {"id": "ours"}}])):
        component = document["components"][0] | {part: value}
        with pytest.raises(jsonschema.ValidationError):
            found.validate(document | {"components": [component]})
