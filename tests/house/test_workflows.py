"""G10, G11: what runs on other people's machines has the least rights, is pinned, and is what its schemas say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing_of_medium_or_above() -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    command = [str(zizmor), "--offline", "--min-severity", "medium", "--no-progress", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_workflows_fit_their_schema(path: Path) -> None:
    done = run("check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))
    assert done.returncode == 0, done.stdout


def test_other_files_fit_their_schemas() -> None:
    assert run("check_jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml").returncode == 0
    assert run("pre_commit", "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0
    assert run("pre_commit", "validate-config", ".pre-commit-config.yaml").returncode == 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_g11_no_fork_reaches_a_secret_and_all_is_pinned(path: Path) -> None:
    text = path.read_text("utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    assert loaded["permissions"] == {}
    assert "pull_request_target" not in loaded["on"]
    assert "allow-unsafe-pr-checkout" not in text
    assert "secrets." not in text
    for job in loaded["jobs"].values():
        assert set(job["permissions"]) <= {"contents", "pages", "id-token"}
        assert job["permissions"].get("contents", "read") == "read"
        for step in job["steps"]:
            uses = step.get("uses")
            assert uses is None or re.search(r"@[0-9a-f]{40}$", uses), uses
            if uses and uses.startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
            assert "${{" not in step.get("run", "")


def test_only_main_is_published() -> None:
    loaded = yaml.load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert loaded["on"]["push"]["branches"] == ["main"]
    assert "pull_request" not in loaded["on"]
    assert loaded["jobs"]["deploy"]["needs"] == "build"
