"""`python -m tests.stack [arguments of pytest]`: the suite on PostgreSQL (`make test-stack`).

TEST_DATABASE_URL names a server of yours (its account must be allowed to create databases); without it one is started for each core. Each
process of the suite has a server to itself: a transaction open in any database of a server holds back what followers may read of the
journal in all of them.
"""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from types import FrameType

from tests.stack.postgresql import PostgreSQLMissingError, postgresql

MOST_SERVERS = 4


def main(arguments: list[str]) -> int:
    """Run the suite and return pytest's exit code."""
    # As Ctrl-C does: the server is ended on the way out.
    signal.signal(signal.SIGTERM, _interrupt)
    if own := os.environ.get("TEST_DATABASE_URL"):
        return _suite([own], arguments)
    try:
        with ExitStack() as servers:
            return _suite([servers.enter_context(postgresql()) for _ in range(min(os.cpu_count() or 1, MOST_SERVERS))], arguments)
    except PostgreSQLMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _suite(database_urls: list[str], arguments: list[str]) -> int:
    workers = ["-n", str(len(database_urls))] if len(database_urls) > 1 else []
    command = [sys.executable, "-m", "pytest", "-m", "not browser", *workers, *arguments]
    return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URLS": " ".join(database_urls)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
