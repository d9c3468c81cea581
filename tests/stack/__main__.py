"""`python -m tests.stack [arguments of pytest]`: the suite on PostgreSQL (`make test-stack`).

TEST_DATABASE_URL names a server of yours (its account must be allowed to create databases); without it one is started.
"""

import os
import signal
import subprocess
import sys
from types import FrameType

from tests.stack.postgresql import PostgreSQLMissingError, postgresql


def main(arguments: list[str]) -> int:
    """Run the suite and return pytest's exit code."""
    # As Ctrl-C does: the server is ended on the way out.
    signal.signal(signal.SIGTERM, _interrupt)
    if own := os.environ.get("TEST_DATABASE_URL"):
        return _suite(own, arguments)
    try:
        with postgresql() as database_url:
            return _suite(database_url, arguments)
    except PostgreSQLMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _suite(database_url: str, arguments: list[str]) -> int:
    # One process: a transaction open in any database of a server holds back what followers may read of the journal in all of them.
    command = [sys.executable, "-m", "pytest", "-m", "not browser", *arguments]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
