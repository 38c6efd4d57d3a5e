"""A folder with the program and its content, in which tests run commands as a user would."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import CONTENT, ROOT, TEMPLATES


@dataclass(frozen=True)
class Checkout:
    """A folder with `content/`, `templates/` and `output/`, and the folder of the program."""

    root: Path
    program: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def command(self, *words: str) -> list[str]:
        """Return the command line of `build.py`, which finds the folders of this checkout."""
        return [sys.executable, str(self.program / "build.py"), *words]

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command as a user would; return its status, standard output and error."""
        return subprocess.run(
            self.command(*words),
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a file; raise AssertionError if it does not."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def documents(self) -> dict[str, bytes]:
        """Return the bytes of every file in the folders of briefs, except JSON files."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.glob("*/**/*"))
            if path.is_file() and path.suffix != ".json"
        }


def make_checkout(checkout: Checkout) -> None:
    """Copy program, templates and case content.

    Word documents have no fonts embedded, because that takes seconds.
    """
    checkout.program.mkdir()
    shutil.copy(ROOT / "build.py", checkout.program)
    for name in ("briefs", "fonts", "templates"):
        shutil.copytree(
            ROOT / name, checkout.program / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copytree(CONTENT, checkout.content)
    shutil.copy(CONTENT.parent / "briefs.yaml", checkout.root)
    shutil.copytree(TEMPLATES, checkout.templates)
    checkout.edit("templates/theme.yaml", "embed_fonts: true", "embed_fonts: false")
