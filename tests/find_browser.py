"""Find what tests need beside Python, or install Debian's: a Chromium, and Graphviz, which is the other engine.

Says what was found or done, or what to do where neither works. Without Graphviz its own few tests are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The shell without windows comes first: the whole browser starts two more processes a page, for menus of its own.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = ("fonts-dejavu-core", "fonts-liberation")


def found() -> str | None:
    """Give the path of a Chromium: the one that CROSSROADS_CHROMIUM names, else the first on the path."""
    named = os.environ.get("CROSSROADS_CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def wanted() -> list[tuple[str, ...]]:
    """List what to install, each with what serves as well: a browser where there is none, or CI has the heavy one."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return []
    light = "CI" not in os.environ or shutil.which(SHELL)
    browser = [] if "CROSSROADS_CHROMIUM" in os.environ or (found() and light) else [(SHELL, "chromium")]
    return [*browser, *([] if shutil.which("dot") else [("graphviz",)])]


def install(packages: tuple[str, ...]) -> None:
    """Install the first of some packages that Debian's release has; needs root and apt-get."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for package in packages:
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package, *FONTS]
        if subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode == 0:
            return


def main() -> int:
    """Say what was found or done; 1 where the browser tests cannot run."""
    missing = wanted()
    if missing:
        print(f"Installing for the tests, from Debian: {', '.join(first for first, *_ in missing)}.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    for packages in missing:
        install(packages)
    path = found()
    if path is None:
        print(
            f"The tests need a Chromium. Install one (Debian: apt-get install {SHELL}; macOS: brew install --cask "
            "chromium), or name its path in CROSSROADS_CHROMIUM.",
            file=sys.stderr,
        )
        return 1
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    print(f"Browser for the tests: {path} ({version or 'version unknown'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
