"""`manage.py doctor` says every fact, well and late, with what to do, and ends with 1 where somebody is needed."""

from __future__ import annotations

import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django.fixtures import Settings

from cms.doctor import examine, examining, mail, tables
from editorial.lateness import beat
from pages.models import SchedulerAlarm, UrgentCorrection
from search import indexing
from tests.factories import home_page

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
BACKGROUND = ["scheduler", "upkeep", "external_links", "index:search", "meaning"]


@pytest.fixture(autouse=True)
def well(settings: Settings, tmp_path: Path) -> None:
    """A house in which everything is in step."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    indexing.ensure_index()
    beat("scheduler")
    beat("upkeep")


def told(code: str) -> tuple[str, str]:
    """The words of one fact, and what to do."""
    (fact,) = [fact for fact in examine() if fact.code == code]
    return str(fact.words), str(fact.to_do)


def run(*arguments: str) -> tuple[int, str]:
    output = io.StringIO()
    try:
        call_command("doctor", *arguments, stdout=output)
    except SystemExit as ended:
        return int(ended.code or 0), output.getvalue()
    return 0, output.getvalue()


def test_a_house_in_which_everything_is_well() -> None:
    code, said = run()
    lines = said.splitlines()
    assert (code, lines[-1]) == (0, "Everything is well.")
    assert [line for line in lines[:-1] if not line.startswith("well  ")] == []
    assert lines[1] == "well  The tables are those of this code."
    assert lines[4] == "well  Links to other sites are not checked here: CHECK_EXTERNAL_LINKS says so."


def test_it_ends_with_1_and_says_what_to_do() -> None:
    beat("scheduler", timezone.now() - timedelta(hours=1))
    code, said = run()
    lines = said.splitlines()
    assert (code, lines[-1]) == (1, "1 of 12 need somebody.")
    assert lines[2].startswith("LATE  The scheduler has not run since ")
    assert lines[3] == "      Start `manage.py run_scheduler` (`manage.py start` runs it), and look at its log."


def test_programs_are_told_in_json() -> None:
    code, said = run("--json")
    body: dict[str, Any] = json.loads(said)
    assert (code, body["well"]) == (0, True)
    assert [fact["code"] for fact in body["facts"]] == [
        "database", "migrations", *BACKGROUND, "alarms", "corrections", "mail", "storage:default", "storage:private",
    ]  # fmt: skip
    beat("scheduler", timezone.now() - timedelta(hours=1))
    code, said = run("--json")
    body = json.loads(said)
    assert (code, body["well"], [fact["code"] for fact in body["facts"] if not fact["well"]]) == (1, False, ["scheduler"])


def test_without_a_database_nothing_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        vendor = "sqlite"

        def cursor(self) -> None:
            raise OperationalError("gone")

    monkeypatch.setattr(tables, "connection", Gone())
    (fact,) = examine()
    assert (fact.code, fact.words, fact.to_do) == (
        "database",
        "The database does not answer: OperationalError.",
        "Start it, and look at DATABASE_URL.",
    )


def test_without_its_tables_nothing_else_is_asked() -> None:
    MigrationRecorder.Migration.objects.filter(app="search").delete()
    first, second = examine()
    assert (first.code, first.is_late, second.code) == ("database", False, "migrations")
    assert second.words == "The tables are older than the code; not applied: search.0001_unanswered, search.0002_crisis_counts."
    assert second.to_do == "Run `manage.py migrate` (`manage.py start` does), then start the programs again."


def test_alarms() -> None:
    assert told("alarms") == ("Nothing that was due has failed.", "")
    now = timezone.now()
    SchedulerAlarm.objects.create(
        action=SchedulerAlarm.Action.PUBLISH,
        content_type=ContentType.objects.get_for_model(SchedulerAlarm),
        object_id="1",
        label="Guide",
        error="RuntimeError: the disk is full",
        first_failed_at=now,
        last_failed_at=now,
    )
    words, to_do = told("alarms")
    assert words.startswith("Due, and failing: ")
    assert words.endswith(": Guide (RuntimeError: the disk is full).")
    assert to_do == "Mend what the error says in the admin; it is tried again each minute."


def test_corrections() -> None:
    assert told("corrections") == ("No urgent correction waits for too long.", "")
    correction = UrgentCorrection.objects.create(page=home_page(), content_digest="x", reason="Un numéro")
    assert told("corrections") == ("No urgent correction waits for too long.", "")
    UrgentCorrection.objects.filter(pk=correction.pk).update(made_at=timezone.now() - timedelta(hours=73))
    assert told("corrections") == (
        "Urgent corrections nobody approved within 72 hours: 1.",
        "Ask a publisher of another association: they stand on the home page of the admin.",
    )


@contextmanager
def mail_server(greeting: bytes = b"220 ready\r\n") -> Iterator[int]:
    """A server that lets everybody in, or says what it is told to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            client, _address = listening.accept()
            with client, client.makefile("rb") as lines:
                client.sendall(greeting)
                for line in lines:
                    client.sendall(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 well\r\n")
                    if line.upper().startswith(b"QUIT"):
                        return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(30)


def test_mail(settings: Settings) -> None:
    assert told("mail") == ("Mail leaves this machine by no server (locmem).", "")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    assert told("mail") == (
        "Mail is sent as webmaster@localhost, which most servers turn away.",
        "Set EMAIL_FROM, such as club@testserver.",
    )
    settings.DEFAULT_FROM_EMAIL = "club@exemple.fr"
    with mail_server() as settings.EMAIL_PORT:
        assert told("mail") == (f"The mail server 127.0.0.1:{settings.EMAIL_PORT} lets us in; mail is sent as club@exemple.fr.", "")
    to_do = "Look at EMAIL_HOST, EMAIL_PORT, EMAIL_USER, EMAIL_PASSWORD and EMAIL_TLS."
    sentence = "The mail server 127.0.0.1:{} does not let us in: {}. Invitations and reviews reach nobody."
    assert told("mail") == (sentence.format(settings.EMAIL_PORT, "ConnectionRefusedError"), to_do)
    with mail_server(b"554 go away\r\n") as settings.EMAIL_PORT:
        assert told("mail") == (sentence.format(settings.EMAIL_PORT, "SMTPConnectError"), to_do)
    assert mail.PATIENCE == 5


@pytest.mark.parametrize(("alias", "name"), [("default", "media"), ("private", "signed consents")])
def test_places_of_files(settings: Settings, tmp_path: Path, alias: str, name: str) -> None:
    place = tmp_path / alias
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place}}
    settings.STORAGES = {**settings.STORAGES, alias: backend}
    assert told(f"storage:{alias}") == (f"Files can be written where {name} are kept.", "")
    assert list(place.iterdir()) == []
    place.rmdir()
    place.write_text("no folder")
    words, to_do = told(f"storage:{alias}")
    assert words.startswith(f"No file can be written where {name} are kept: ")
    assert to_do == "Look at VAR_DIR, its owner, its rights, and the space that is left."


def test_what_breaks_while_it_is_looked_at_is_a_fact_and_the_rest_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def alarms(_now: object) -> Iterator[Any]:
        raise RuntimeError("no such table")

    monkeypatch.setattr(examining, "REST", (alarms, tables.corrections))
    assert [(fact.code, str(fact.words)) for fact in list(examine())[2:]] == [
        ("alarms", "alarms cannot be looked at: RuntimeError: no such table."),
        ("corrections", "No urgent correction waits for too long."),
    ]
