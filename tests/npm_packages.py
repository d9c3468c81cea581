"""Packages of npm for a folder of the tests, installed when its lock has changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

OLDEST_NODE = 18


class NodeMissingError(RuntimeError):
    """Node or npm is not installed on this machine, or Node is too old."""


def installed(folder: Path) -> str:
    """Install what the `package-lock.json` of `folder` says; return the path of npm. Raises NodeMissingError."""
    npm = _npm()
    lock, done = folder / "package-lock.json", folder / "node_modules" / "installed-package-lock.json"
    if not (done.exists() and done.read_bytes() == lock.read_bytes()):
        # What is installed only reads and writes files of ours: no package runs a script of its own.
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=folder, check=True)
        shutil.copyfile(lock, done)
    return npm


def _npm() -> str:
    """Return the path of npm, having looked that Node is there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout if node else ""
    if npm is None or not version or int(version.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        raise NodeMissingError(
            f"These tests need Node {OLDEST_NODE} or newer and npm, and found {version.strip() or 'no Node'}{'' if npm else ', no npm'}:"
            " install them (Debian, Ubuntu: sudo apt install nodejs npm; macOS: brew install node)."
        )
    return npm
