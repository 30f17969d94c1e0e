"""The worked guide is worked: its commands are run in an empty folder and say what the page says they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "content" / "about" / "guide.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run(command: str, folder: Path) -> str:
    scripts = Path(sys.executable).parent
    words = shlex.split(command)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [str(scripts / words[0]), *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_the_guide_leads_from_an_empty_folder_to_a_published_page(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    decision = tmp_path / "decisions" / "hire-or-train.yml"
    ran: list[str] = []
    whole = ""
    for language, title, body in BLOCK.findall(GUIDE):
        if "the line of" in title:
            whole = decision.read_text()
            lines = [body.strip() if line.strip().startswith("much:") else line.strip() for line in whole.split("\n")]
            assert body.strip() in lines
            decision.write_text(re.sub(r"much: \{.*\}", body.strip().replace("\\", r"\\"), whole))
        elif "title=" in title:
            (tmp_path / title.split('"')[1]).write_text(body)
        elif language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, said = part.partition("\n")
                out = run(command, tmp_path)
                ran.append(command)
                for line in filter(str.strip, said.split("\n")):
                    assert line in out, f"{command}\n{out}"
            if whole:
                decision.write_text(whole)
    assert {c.split()[1] for c in ran} == {"new", "check", "test", "walk", "schema", "build"}
    assert "We know it" in (tmp_path / "site" / "decisions" / "hire-or-train" / "index.html").read_text("utf-8")
