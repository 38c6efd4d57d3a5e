"""The project's fonts for tests that lay out pages in their own process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from briefs.pdf import use_fonts
from tests.support.paths import ROOT


@contextmanager
def own_fonts() -> Iterator[None]:
    """Lay out pages in this process with the project's fonts alone, inside the `with` block.

    Outside it LibreOffice, which other tests start, needs the fonts of the system.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    use_fonts(ROOT / "fonts", ROOT / ".cache" / "tests-fonts")
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before
