"""A PostgreSQL server of our own for as long as a block lasts: a free port, a temporary folder, nothing left behind."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

# The server refuses to run as root; Debian's package makes this account for it.
SERVER_ACCOUNT = "postgres"
# Accents have capitals in this locale, and texts sort as on every machine.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


class PostgreSQLMissingError(RuntimeError):
    """No PostgreSQL server is installed on this machine."""


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server and yield the address of a database on it, beside which Django makes its test database.

    The server ends and its data are deleted with the block.
    """
    binaries = _binaries()
    with tempfile.TemporaryDirectory(prefix="club-postgresql-") as folder:
        data = Path(folder) / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_ACCOUNT)
        port = free_port()
        _run(binaries / "initdb", "-D", data, "-U", "cms", "--auth=trust", "-E", "UTF8", f"--locale={LOCALE}")
        # Without fsync: nothing here outlives the server, and no test kills it.
        options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100"
        _run(binaries / "pg_ctl", "-D", data, "-l", data / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://cms@127.0.0.1:{port}/club"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _binaries() -> Path:
    """Return the folder of initdb and pg_ctl: Debian keeps them out of PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if not versions:
        raise PostgreSQLMissingError(
            "No PostgreSQL server was found: install one (Debian, Ubuntu: sudo apt install postgresql; macOS: brew install postgresql),"
            " or name yours in TEST_DATABASE_URL."
        )
    return versions[-1].parent


def _run(*command: str | Path) -> None:
    words: Sequence[str] = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", SERVER_ACCOUNT, "--", *words]
    # Into files, not pipes: the server inherits them and would keep a pipe open for ever.
    with tempfile.TemporaryFile() as said:
        code = subprocess.run(words, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False).returncode
        if code != 0:
            said.seek(0)
            raise RuntimeError(f"{' '.join(words)} failed ({code}):\n{said.read().decode(errors='replace')}")
