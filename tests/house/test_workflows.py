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
        writes = {right for right, kind in job["permissions"].items() if kind == "write"}
        assert set(job["permissions"]) <= {"contents", "pages", "id-token", "actions", "pull-requests"}
        assert writes <= ({"pull-requests"} if path.name == "comment-rules.yml" else {"pages", "id-token"})
        assert job["permissions"].get("contents", "read") == "read"
        for step in job["steps"]:
            uses = step.get("uses")
            assert uses is None or re.search(r"@[0-9a-f]{40}$", uses), uses
            if uses and uses.startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
            assert "${{" not in step.get("run", "")


def test_g10_what_may_comment_checks_nothing_out_and_what_reads_the_change_may_not_comment() -> None:
    """G10: two workflows, one with the code and no rights, one with the right and no code."""
    reads, comments = (
        yaml.load((ROOT / ".github/workflows" / name).read_text("utf-8"), Loader=yaml.BaseLoader)
        for name in ("review-rules.yml", "comment-rules.yml")
    )
    assert reads["jobs"]["review"]["permissions"] == {"contents": "read"}
    assert set(reads["on"]) == {"pull_request", "workflow_call"}
    assert set(comments["on"]) == {"workflow_run", "workflow_call"}
    assert comments["on"]["workflow_run"]["workflows"] == [reads["name"]]
    steps = comments["jobs"]["comment"]["steps"]
    assert [step.get("uses") for step in steps] == [None]
    assert "cache" not in str(steps)


def test_codeowners_says_what_the_files_say() -> None:
    done = run("crossroads", "owners", "--check", ".github/CODEOWNERS")
    assert done.returncode == 0, done.stderr


def test_only_main_is_published() -> None:
    loaded = yaml.load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert loaded["on"]["push"]["branches"] == ["main"]
    assert "pull_request" not in loaded["on"]
    assert loaded["jobs"]["deploy"]["needs"] == "build"
