"""The bill of materials of the wheel, `sbom.cdx.json` in CycloneDX 1.6; `make sbom` writes it.

It has what requirements.lock pins, with the licences that the installed packages state. It has no
date and no number of its own, so that the same lock file gives the same bytes.
"""

import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from briefs import __version__
from tests.support.paths import ROOT

SBOM = ROOT / "sbom.cdx.json"
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", re.MULTILINE)
# What packages write that state no expression of SPDX → the expression.
EXPRESSIONS = {
    "Apache License 2.0": "Apache-2.0",
    "OSI Approved :: Apache Software License": "Apache-2.0",
    "OSI Approved :: BSD License": "BSD-3-Clause",
    "OSI Approved :: ISC License (ISCL)": "ISC",
    "OSI Approved :: MIT License": "MIT",
    "OSI Approved :: Python Software Foundation License": "PSF-2.0",
    "OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "OSI Approved :: GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "OSI Approved :: GNU Library or Lesser General Public License (LGPL)": "LGPL-2.1-or-later",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "Apache-2.0 AND BSD-3-Clause",
    "Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License": "AGPL-3.0-only",
}


def pinned(lock: str) -> list[tuple[str, str]]:
    """Return the packages of a lock file with their versions."""
    return PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))


def licence(package: str) -> str | None:
    """Return the licence of a package as SPDX says it; None for one that is not installed.

    Where several are stated, one may choose, as with pyphen.
    """
    try:
        known = metadata(package)
    except PackageNotFoundError:
        return None
    if expressions := known.get_all("License-Expression"):
        return str(expressions[0])
    classifiers = [
        words.removeprefix("License :: ")
        for words in known.get_all("Classifier") or ()
        if words.startswith("License :: ")
    ]
    stated = classifiers or known.get_all("License") or []
    return " OR ".join(sorted({EXPRESSIONS.get(words, words) for words in stated}))


def component(name: str, version: str) -> dict[str, Any]:
    """Return a package as CycloneDX has it."""
    expression = licence(name)
    url = f"pkg:pypi/{name}@{version}"
    values = {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url}
    return values | ({"licenses": [{"expression": expression}]} if expression else {})


def sbom() -> str:
    """Return the bill of materials as JSON."""
    ours = f"pkg:pypi/briefs@{__version__}"
    parts = [component(name, version) for name, version in sorted(pinned("requirements.lock"))]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "briefs",
                "version": __version__,
                "purl": ours,
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": ours, "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(document, indent=1) + "\n"


if __name__ == "__main__":
    SBOM.write_text(sbom(), encoding="utf-8")
