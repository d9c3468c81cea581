"""`python -m tests.clients [arguments of node --test]`: the tests of this folder on the running program (`make test-node`).

Installs what `package-lock.json` says when it has changed, starts the program on a free port with more resources than the starter content
has, and tells the tests where it is in CLUB_SERVER.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.running_site import running_site

FOLDER = Path(__file__).resolve().parent
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / "installed-package-lock.json"

OLDEST_NODE = 18
GENERATED_PAGES = 30
"""With them there are resources left after the twenty-five that the clients read."""


class NodeMissingError(RuntimeError):
    """Node or npm is not installed on this machine, or Node is too old."""


def main(arguments: list[str]) -> int:
    """Run the tests and return their exit code."""
    # As Ctrl-C does: the program is ended on the way out.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        npm = _npm()
    except NodeMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    _install(npm)
    # One process: each learns by itself which documents clients keep by their id, and the tests count how often a text is sent.
    with tempfile.TemporaryDirectory(prefix="club-clients-") as folder, running_site(Path(folder), workers=1) as site:
        site.manage("generate_content", "--pages", str(GENERATED_PAGES))
        command = [npm, "test", "--silent", "--", *arguments]
        return subprocess.run(command, cwd=FOLDER, env={**os.environ, "CLUB_SERVER": site.address}, check=False).returncode


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


def _install(npm: str) -> None:
    if INSTALLED.exists() and INSTALLED.read_bytes() == LOCK.read_bytes():
        return
    # What is installed only reads and writes files of ours: no package runs a script of its own.
    subprocess.run([npm, "ci", "--ignore-scripts"], cwd=FOLDER, check=True)
    shutil.copyfile(LOCK, INSTALLED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
