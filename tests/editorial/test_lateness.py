"""What works in the background, and is late, is told on the home page of the admin with what to do; each fact well and late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from editorial.lateness import Fact, background, beat
from editorial.models import ExternalLink
from pages.models import ContentEvent, Follower
from search import indexing
from tests.editorial.conftest import Club
from tests.factories import home_page

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
NOW = timezone.now()


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def facts() -> dict[str, Fact]:
    return {fact.code: fact for fact in background(NOW)}


def told(code: str) -> tuple[bool, str, str]:
    """Whether it is late, in which words, and what to do, in French."""
    fact = facts()[code]
    return fact.is_late, str(fact.words).replace("\u00a0", " "), str(fact.to_do).replace("\u00a0", " ")


def at(moment: dt.datetime) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M")


START = "Lancez `manage.py run_scheduler` (`manage.py start` le lance), et regardez son journal."


def test_the_scheduler() -> None:
    assert told("scheduler") == (True, "Le programme de publication n’a jamais tourné : rien ne paraît à l’heure prévue.", START)
    beat("scheduler", NOW - 5 * MINUTE)
    assert told("scheduler") == (False, f"Le programme de publication tourne ; vu le {at(NOW - 5 * MINUTE)}.", "")
    beat("scheduler", NOW - 6 * MINUTE)
    late = f"Le programme de publication n’a pas tourné depuis le {at(NOW - 6 * MINUTE)} : rien ne paraît à l’heure prévue."
    assert told("scheduler") == (True, late, START)


def test_the_upkeep() -> None:
    assert told("upkeep") == (True, "Personne n’a encore cherché ce qui n’est plus juste dans les contenus publics.", START)
    beat("upkeep", NOW - 30 * MINUTE)
    assert told("upkeep")[0] is False
    beat("upkeep", NOW - 31 * MINUTE)
    late = f"Personne n’a cherché ce qui n’est plus juste dans les contenus publics depuis le {at(NOW - 31 * MINUTE)}."
    assert told("upkeep") == (True, late, START)


def test_links_to_other_sites(settings: Settings) -> None:
    assert told("external_links")[:2] == (False, "Les liens vers d’autres sites ne sont pas vérifiés ici : CHECK_EXTERNAL_LINKS le dit.")
    settings.CHECK_EXTERNAL_LINKS = True
    assert told("external_links") == (True, "Les liens vers d’autres sites ne sont plus vérifiés.", START)
    beat("external links", NOW - MINUTE)
    assert told("external_links") == (False, f"Les liens vers d’autres sites sont vérifiés ; la dernière fois le {at(NOW - MINUTE)}.", "")
    ExternalLink.objects.create(url="https://a.example/", next_check_at=NOW - dt.timedelta(hours=25))
    assert told("external_links") == (
        True,
        "Liens vers d’autres sites qui auraient dû être vérifiés il y a plus d’un jour : 1.",
        "Regardez le journal du programme de publication : le serveur atteint-il Internet ?",
    )


def test_an_index_that_is_missing() -> None:
    to_do = "Lancez `manage.py rebuild_index` ; un suiveur qui tourne le refait de lui-même."
    assert told("index:search") == (True, "L’index « search » manque, ne répond pas ou vient d’une autre version.", to_do)


# PostgreSQL lets followers read what is committed only, so these commit.
@pytest.mark.django_db(transaction=True)
def test_an_index_that_is_behind() -> None:
    indexing.ensure_index()
    assert told("index:search") == (False, "L’index « search » est à jour : 0 documents.", "")
    home_page()
    ContentEvent.objects.update(occurred_at=NOW - 2 * MINUTE)
    assert told("index:search")[0] is False
    ContentEvent.objects.update(occurred_at=NOW - 3 * MINUTE)
    since = f"depuis le {at(NOW - 3 * MINUTE)} (événements à suivre : 1)"
    words = f"L’index « search » est en retard sur le journal {since} : la recherche montre ce qui était."
    to_do = "Lancez `manage.py follow_journal` (`manage.py start` le lance), et regardez son journal."
    assert told("index:search") == (True, words, to_do)
    indexing.follow_once()
    assert told("index:search")[0] is False


@pytest.mark.django_db(transaction=True)
def test_whoever_follows_the_journal() -> None:
    Follower.objects.create(name="webhooks")
    assert told("follower:webhooks") == (False, "Le suiveur « webhooks » est à jour.", "")
    home_page()
    ContentEvent.objects.update(occurred_at=NOW - 3 * MINUTE)
    words = f"Le suiveur « webhooks » est en retard sur le journal depuis le {at(NOW - 3 * MINUTE)} (événements à suivre : 1)."
    assert told("follower:webhooks") == (True, words, "Lancez le programme qui suit le journal sous ce nom, et regardez son journal.")


def test_search_by_meaning(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("meaning") == (False, "La recherche va aux mots seuls : SEARCH_BY_MEANING le dit.", "")
    settings.SEARCH_BY_MEANING = True
    monkeypatch.setattr("search.encoder._encoder", lambda: None)
    to_do = "Réinstallez les dépendances, ou dites SEARCH_BY_MEANING=no si c’est voulu."
    assert told("meaning") == (True, "La recherche va aux mots seuls : l’encodeur de phrases n’est pas installé.", to_do)
    monkeypatch.setattr("search.encoder._encoder", lambda: SimpleNamespace(version="essai"))
    assert told("meaning") == (False, "La recherche va aussi au sens.", "")


def test_the_coordination_alone_reads_it_on_the_home_page(club: Club, admin_client: Client, browser: Callable[[Any], Client]) -> None:
    def is_told(client: Client) -> tuple[bool, bool]:
        text = client.get("/admin/").content.decode()
        return "En retard en coulisses" in text, "Le programme de publication n’a jamais tourné" in text

    for client in (admin_client, browser(club.coordination.publisher)):
        assert is_told(client) == (True, True)
    for user in (club.enfance.editor, club.unaf.publisher):
        assert is_told(browser(user)) == (False, False)
    indexing.ensure_index()
    beat("scheduler")
    beat("upkeep")
    assert is_told(admin_client) == (False, False)
