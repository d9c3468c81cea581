"""`python -m tests.stack [arguments of pytest]`: the suite on PostgreSQL, the tests of search on Elasticsearch too (`make test-stack`).

TEST_DATABASE_URL names a PostgreSQL server of yours (its account must be allowed to create databases); without it one is started for each
core. Each process of the suite has a server to itself: a transaction open in any database of a server holds back what followers may read
of the journal in all of them. TEST_SEARCH_URL names an Elasticsearch server of yours; without it one is started for all processes, whose
indices have names of their own.

Without arguments it leaves out what asks the database for nothing of its own: the website, which only renders answers, the screens of
the desk but those of editions, whose releases are transactions, and whatever asks no database at all. `WHOLE=1` runs them too.
"""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from cms.settings.environment import Environment
from tests.stack import selection
from tests.stack.elasticsearch import ElasticsearchMissingError, elasticsearch
from tests.stack.postgresql import PostgreSQLMissingError, postgresql

MOST_SERVERS = 4
LEFT_OUT = ("tests/website", "tests/editorial")
NOT_LEFT_OUT = ("tests/editorial/editions",)


def main(arguments: list[str]) -> int:
    """Run the suite and return pytest's exit code."""
    # As Ctrl-C does: the servers are ended on the way out.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with ExitStack() as servers:
            return _suite(_database_urls(servers), _search_url(servers), arguments or _usual())
    except (PostgreSQLMissingError, ElasticsearchMissingError) as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


def _usual() -> list[str]:
    """What is tried here: everything with WHOLE=1."""
    if Environment(os.environ).flag("WHOLE", False):
        return []
    folders = sorted(f"tests/{folder.parent.name}" for folder in Path("tests").glob("*/__init__.py"))
    return ["-p", selection.__name__, *(folder for folder in folders if folder not in LEFT_OUT), *NOT_LEFT_OUT]


def _database_urls(servers: ExitStack) -> list[str]:
    if own := os.environ.get("TEST_DATABASE_URL"):
        return [own]
    return [servers.enter_context(postgresql()) for _ in range(min(os.cpu_count() or 1, MOST_SERVERS))]


def _search_url(servers: ExitStack) -> str:
    return os.environ.get("TEST_SEARCH_URL") or servers.enter_context(elasticsearch()).url


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _suite(database_urls: list[str], search_url: str, arguments: list[str]) -> int:
    workers = ["-n", str(len(database_urls))] if len(database_urls) > 1 else []
    command = [sys.executable, "-m", "pytest", "-m", "not browser", *workers, *arguments]
    environment = {**os.environ, "TEST_DATABASE_URLS": " ".join(database_urls), "TEST_SEARCH_URL": search_url}
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
