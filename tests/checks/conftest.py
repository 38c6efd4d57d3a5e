"""What the tests of the checks share."""

import shutil
from pathlib import Path

import pytest

from tests.support.paths import SOURCES


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the source texts of the case content, to be changed."""
    return shutil.copytree(SOURCES, tmp_path / "sources")
