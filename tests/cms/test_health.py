"""What load balancers and people on duty are told."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from pages.models import Follower, SchedulerAlarm
from search import indexing
from tests.factories import home_page


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def test_alive_without_asking_the_database(client: Client) -> None:
    # Without the mark django_db any query fails this test.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.django_db
def test_ready_with_nothing_to_report(client: Client) -> None:
    indexing.ensure_index()
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        200,
        {"database": "ok", "index": {"documents": 0, "is_current": True}, "lag": {"search": 0}, "meaning": "off", "alarms": 0},
    )


# PostgreSQL lets followers read what is committed only, so this one commits.
@pytest.mark.django_db(transaction=True)
def test_alarms_and_lag_are_told_and_stay_ready(client: Client) -> None:
    now = timezone.now()
    SchedulerAlarm.objects.create(
        action=SchedulerAlarm.Action.PUBLISH,
        content_type=ContentType.objects.get_for_model(SchedulerAlarm),
        object_id="1",
        label="x",
        error="x",
        first_failed_at=now,
        last_failed_at=now,
    )
    home_page()
    Follower.objects.create(name="webhooks")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        200,
        {
            "database": "ok",
            "index": {"documents": 0, "is_current": False},
            "lag": {"search": None, "webhooks": 1},
            "meaning": "off",
            "alarms": 1,
        },
    )


@pytest.mark.django_db(transaction=True)
def test_unready_only_without_the_database(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pages_follower RENAME TO pages_follower_away")
    try:
        response = client.get("/readyz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE pages_follower_away RENAME TO pages_follower")
    assert (response.status_code, response.json()) == (
        503,
        {
            "database": "OperationalError" if connection.vendor == "sqlite" else "ProgrammingError",
            "index": None,
            "lag": None,
            "meaning": None,
            "alarms": None,
        },
    )
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_whether_search_goes_by_meaning_is_told(client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_BY_MEANING = True
    assert client.get("/readyz").json()["meaning"] == "on"
    monkeypatch.setattr("search.encoder._encoder", lambda: None)
    assert client.get("/readyz").json()["meaning"] == "missing"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_health_is_answered_by_number_and_over_plain_http(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["club.example"]
    assert client.get("/healthz", HTTP_HOST="10.0.0.7:8000").status_code == 200
    assert client.get("/admin/", HTTP_HOST="10.0.0.7:8000").status_code == 400
