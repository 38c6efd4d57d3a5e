"""Two validators of Word documents: openxml-audit, and that of Microsoft's Open XML SDK."""

import json
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefs.files import write_whole
from tests.support.paths import ROOT
from tests.support.verdicts import verdict_file

TOOLS = ROOT / "tests" / "tools"
SDK = TOOLS / "node_modules" / ".bin" / "ooxml-validator"
Validator = Callable[[Path], list[str]]


def audit(path: Path) -> list[str]:
    """Return the errors that openxml-audit finds."""
    verdict = verdict_file(path, "openxml-audit", version("openxml-audit"))
    if verdict.exists():
        return []
    errors = [str(error) for error in OpenXmlValidator().validate(path).errors]
    if not errors:
        write_whole(verdict, b"")
    return errors


def microsoft(path: Path) -> list[str]:
    """Return the errors that the validator of Microsoft's SDK finds."""
    verdict = verdict_file(path, "sdk", (TOOLS / "package-lock.json").read_bytes())
    if verdict.exists():
        return []
    done = subprocess.run([SDK, path], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    errors = [str(error) for error in json.loads(done.stdout)["errors"]]
    if not errors and done.returncode == 0:
        write_whole(verdict, b"")
    return errors


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
