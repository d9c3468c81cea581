"""`python -m tests.clients [arguments of node --test]`: the tests of this folder on the running program (`make test-node`).

Installs what `package-lock.json` says when it has changed, starts the program on a free port with more resources than the starter content
has, and tells the tests where it is in CLUB_SERVER, and the screens of the website in CLUB_SCREENS.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.npm_packages import NodeMissingError, installed
from tests.running_site import running_site
from tests.site_screens import screens

FOLDER = Path(__file__).resolve().parent
GENERATED_PAGES = 30
"""With them there are resources left after the twenty-five that the clients read."""


def main(arguments: list[str]) -> int:
    """Run the tests and return their exit code."""
    # As Ctrl-C does: the program is ended on the way out.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        npm = installed(FOLDER)
    except NodeMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    # One process: each learns by itself which documents clients keep by their id, and the tests count how often a text is sent.
    with tempfile.TemporaryDirectory(prefix="club-clients-") as folder, running_site(Path(folder), workers=1) as site:
        site.manage("generate_content", "--pages", str(GENERATED_PAGES))
        environment = {**os.environ, "CLUB_SERVER": site.address, "CLUB_SCREENS": json.dumps(screens(site))}
        return subprocess.run([npm, "test", "--silent", "--", *arguments], cwd=FOLDER, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
