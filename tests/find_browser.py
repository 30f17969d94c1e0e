"""Find a Chromium for the tests, or install Debian's; say which, or what to do where neither works."""

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


def wanted() -> bool:
    """Tell whether to install: where there is no browser, and on a machine of CI where only the heavy one is."""
    if not shutil.which("apt-get") or os.geteuid() != 0 or "CROSSROADS_CHROMIUM" in os.environ:
        return False
    return found() is None or ("CI" in os.environ and shutil.which(SHELL) is None)


def install() -> None:
    """Install Debian's shell, or the whole browser where a release has no shell; needs root and apt-get."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
    for package in (SHELL, "chromium"):
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package, *FONTS]
        done = subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
        if done.returncode == 0 or found():
            return


def main() -> int:
    """Say what was found or done; 1 where the browser tests cannot run."""
    if wanted():
        print(f"Installing Debian's package {SHELL} for the tests.", flush=True)
        install()
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
