"""SARIF against its own schema, which comes with an npm package and so is looked at in `make audit`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import jsonschema
import pytest

from crossroads.reading.examples import documented, examples
from crossroads.reading.library import read_library
from crossroads.showing.sarif import as_sarif

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"


@pytest.mark.skipif(not os.environ.get("CROSSROADS_AUDIT"), reason="needs npm; runs in make audit")
def test_sarif_fits_its_schema(tmp_path: Path) -> None:
    npm = Path(sys.executable).parent / "npm"
    command = [str(npm) if npm.exists() else "npm", "pack", "--silent", PACKAGE]
    packed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()[-1]
    with tarfile.open(tmp_path / packed) as archive:
        name = next(n for n in archive.getnames() if n.endswith("sarif-2.1.0-rtm.5.json"))
        stream = archive.extractfile(name)
        assert stream is not None
        schema = json.load(stream)
    checked = jsonschema.Draft7Validator(schema)
    for code in documented():
        for example in examples(code):
            found = read_library(example.library("fails")).diagnostics
            checked.validate(json.loads(as_sarif(found)))
