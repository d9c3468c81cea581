"""One command makes everything, serves it, and ends cleanly."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.cms.runner.processes import PATIENCE, Running, is_running, running
from tests.ports import free_port

START = ["manage.py", "start"]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def machine(tmp_path: Path, port: int) -> dict[str, str]:
    """The environment of a machine where nothing was ever started."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "VAR_DIR": str(tmp_path),
        "PORT": str(port),
    }


def ask(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def wait_for_answer(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            assert ask(port, "/healthz")[0] == 200
        except OSError:
            assert time.monotonic() < deadline, "the web server never came back"
            time.sleep(0.1)
        else:
            return


def programs_of(house: Running) -> dict[str, int]:
    """The name of each program's command, with its process number."""
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()]
    return {row[2].split()[-1]: int(row[0]) for row in rows if int(row[1]) == house.process.pid and len(row) == 3}


def test_the_first_start_makes_everything_and_the_second_makes_nothing(machine: dict[str, str], port: int) -> None:
    with running(START, machine) as house:
        house.line_with("is ready:")
        house.line_with("Ctrl-C ends it.")
        made = [line for line in house.seen if line.endswith("...") and not line.startswith(" ")]
        assert made == [
            "Preparing the database...",
            "Filling the empty site with the starter content...",
            "Setting the teams up...",
            "Building the search index...",
        ]
        assert f"  Admin     http://127.0.0.1:{port}/admin/" in house.seen
        status, body = ask(port, "/readyz")
        ready = json.loads(body)
        assert (status, ready["database"], ready["index"]["is_current"], ready["lag"], ready["alarms"]) == (
            200,
            "ok",
            True,
            {"search": 0},
            0,
        )

        before = programs_of(house)
        assert sorted(before) == ["follow_journal", "run_scheduler", "serve"]
        for command, name in (("serve", "web server"), ("follow_journal", "follower of the journal"), ("run_scheduler", "scheduler")):
            os.kill(before[command], signal.SIGKILL)
            assert house.line_with("starts again").endswith(f"The {name} ended (SIGKILL); it starts again in 0.5 s.")
        wait_for_answer(port)

        after = programs_of(house)
        assert house.end(signal.SIGINT) == 0
        assert not [number for number in (*before.values(), *after.values()) if is_running(number)]
        assert "Traceback" not in "\n".join(house.seen)

    with running(START, machine) as house:
        house.line_with("Ctrl-C ends it.")
        assert house.seen[:2] == ["", "Club des Parents Connectés is ready:"]
        assert house.end(signal.SIGTERM) == 0


def test_a_taken_address_is_said_before_anything_is_made(machine: dict[str, str], port: int, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", port)), running(START, machine) as house:
        assert house.wait() == 1
    assert house.seen == [
        f"CommandError: Another program listens on 127.0.0.1:{port} already. Choose another port: make run PORT=8001",
    ]
    # The folder of a cache is made when its settings are checked.
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["cards", "secret-key"]


def test_ctrl_c_while_the_site_is_being_made_ends_without_a_traceback(machine: dict[str, str]) -> None:
    with running(START, machine) as house:
        house.line_with("Applying contenttypes.0001_initial")
        assert house.end(signal.SIGINT) == 128 + signal.SIGINT
        assert "Traceback" not in "\n".join(house.seen)
