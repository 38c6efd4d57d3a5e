"""Two validators of Word documents: openxml-audit, and that of Microsoft's Open XML SDK."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.support.paths import ROOT

SDK = ROOT / "tests" / "tools" / "node_modules" / ".bin" / "ooxml-validator"
Validator = Callable[[Path], list[str]]


def audit(path: Path) -> list[str]:
    """Return the errors that openxml-audit finds."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def microsoft(path: Path) -> list[str]:
    """Return the errors that the validator of Microsoft's SDK finds."""
    done = subprocess.run([SDK, path], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [str(error) for error in json.loads(done.stdout)["errors"]]


each_validator = pytest.mark.parametrize(
    "validator",
    [
        audit,
        pytest.param(
            microsoft,
            marks=pytest.mark.skipif(not SDK.exists(), reason="npm has not installed it"),
        ),
    ],
)
