"""Find a Chromium for the tests, or install Debian's; say which, or what to do where neither works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")


def found() -> str | None:
    """Give the path of a Chromium: the one that CROSSROADS_CHROMIUM names, else the first on the path."""
    named = os.environ.get("CROSSROADS_CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def install() -> None:
    """Install Debian's package; needs root and apt-get."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    """Say what was found or done; 1 where the browser tests cannot run."""
    path = found()
    if path is None and shutil.which("apt-get") and os.geteuid() == 0:
        print("No Chromium here; installing Debian's package chromium.", flush=True)
        install()
        path = found()
    if path is None:
        print(
            "The tests need a Chromium. Install one (Debian: apt-get install chromium; macOS: brew install --cask "
            "chromium), or name its path in CROSSROADS_CHROMIUM.",
            file=sys.stderr,
        )
        return 1
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    print(f"Browser for the tests: {path} ({version or 'version unknown'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
