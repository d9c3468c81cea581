"""The screens of editions: who comes in, what they do, and what is said when something stands against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.runner.scheduler import Outcome, run_due
from editorial.models import EditionRelease, GoAhead
from pages.models import EditionPage
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.editorial.editions.scenes import edition_of, let_go_by, listing, new_content, seen

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]


@pytest.fixture
def edition(club: Club) -> EditionPage:
    return edition_of(club, new_content(club, "Nouvelle"), live_page_of(club.enfance, "Déjà là"))


def address(name: str, edition: Any) -> str:
    return reverse(f"editorial_{name}", args=[edition.pk])


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&#x27;", "'").split())


def told(client: Client, where: str) -> list[str]:
    """The messages that the next screen shows."""
    return [str(message).replace("\N{NO-BREAK SPACE}", " ").strip() for message in client.get(where).context["messages"]]


@pytest.mark.parametrize("name", ["readiness", "release", "release_cancel", "roll_back"])
def test_a_number_that_no_table_holds_is_no_edition(club: Club, browser: Browser, name: str) -> None:
    nowhere = reverse(f"editorial_{name}", args=[int("9" * 30)])
    client = browser(club.coordination.publisher)
    assert (client.get(nowhere).status_code, client.post(nowhere).status_code) == (404, 404)


def test_only_the_coordination_finds_the_editions_in_the_menu(club: Club, edition: EditionPage, browser: Browser) -> None:
    shown = browser(club.coordination.publisher).get(reverse("editorial_editions"))
    assert [(row.number, state) for row, state in shown.context["rows"]] == [(1000, "En préparation"), (club.edition.number, "Publique")]
    home = reverse("wagtailadmin_home")
    menu = reverse("editorial_editions")
    assert menu in browser(club.coordination.publisher).get(home).content.decode()
    assert menu not in browser(club.enfance.publisher).get(home).content.decode()
    assert browser(club.enfance.publisher).get(menu)["Location"] == home


def test_the_editor_of_an_edition_leads_to_its_readiness(club: Club, edition: EditionPage, browser: Browser) -> None:
    form = browser(club.coordination.publisher).get(reverse("wagtailadmin_pages:edit", args=[edition.pk]))
    assert address("readiness", edition) in form.content.decode()


def test_an_edition_is_released_at_once_from_its_screen(club: Club, edition: EditionPage, browser: Browser) -> None:
    client = browser(club.coordination.publisher)
    shown = client.get(address("release", edition))
    assert (shown.context["going"], shown.context["staying"]) == ([("Nouvelle", False), ("Édition neuve", False)], ["Déjà là"])
    answer = client.post(address("release", edition), {"now": "1", "seen": shown.context["seen"]})
    assert answer["Location"] == address("readiness", edition)
    assert told(client, answer["Location"]) == ["« Édition neuve » est publique avec ses contenus."]
    assert fresh(edition).live
    assert "Les lecteurs ont tout" in text(client.get(address("readiness", edition)))


def test_it_is_planned_in_the_time_of_the_site_whatever_the_readers_zone(
    club: Club, edition: EditionPage, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserProfile.objects.create(user=club.coordination.publisher, current_time_zone="America/Cayenne")
    client = browser(club.coordination.publisher)
    day = (timezone.localtime() + dt.timedelta(days=2)).replace(hour=7, minute=0, second=0, microsecond=0)
    answer = client.post(address("release", edition), {"later": "1", "seen": seen(edition), "go_at": f"{day:%Y-%m-%d} 07:00"})
    assert answer["Location"] == address("readiness", edition)
    release = EditionRelease.objects.get()
    assert (release.state, release.go_at, release.planned_by) == ("planned", day, club.coordination.publisher)
    save_draft(edition, club.coordination.publisher, title_fr="Retouchée")
    shown = client.get(address("readiness", edition))
    assert "à 07:00 (Europe/Paris)" in text(shown) or "07:00 (Europe/Paris)" in text(shown)
    assert shown.context["planned"]["newer"] == ["Édition neuve"]
    assert not fresh(edition).live
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: day + dt.timedelta(minutes=1))
        assert run_due(timezone.now()) == Outcome(done=1, failed=0)
    assert (fresh(edition).live, fresh(edition).title_fr) == (True, "Édition neuve")


def test_the_list_says_when_a_release_is_late(club: Club, edition: EditionPage, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(club.coordination.publisher)
    release = EditionRelease.objects.create(edition=edition, go_at=timezone.now() + dt.timedelta(minutes=1))
    assert release.go_at is not None
    for later, words in ((0, "Sortie prévue le "), (4, "Devrait être sortie depuis le ")):
        with monkeypatch.context() as patch:
            moment = release.go_at + dt.timedelta(minutes=later)
            patch.setattr(timezone, "now", lambda moment=moment: moment)
            assert client.get(reverse("editorial_editions")).context["rows"][0][1].startswith(words)


def test_a_release_without_a_time_or_in_the_past_is_refused(club: Club, edition: EditionPage, browser: Browser) -> None:
    client = browser(club.coordination.publisher)
    without = client.post(address("release", edition), {"later": "1", "seen": seen(edition), "go_at": ""})
    assert "Choisissez quand l’édition sort." in text(without)
    past = client.post(address("release", edition), {"later": "1", "seen": seen(edition), "go_at": "2020-11-05 07:00"})
    assert past.context["refusals"] == ("Ce moment est passé\N{NO-BREAK SPACE}: choisissez-en un à venir.",)
    assert not EditionRelease.objects.exists()


def test_what_stands_against_it_is_told_and_nothing_happens(club: Club, edition: EditionPage, browser: Browser, superuser: Any) -> None:
    page = draft_of(club.enfance, "Sans feu vert", slug="sans")
    listing(club, edition, page)
    for user in (club.coordination.publisher, superuser):
        client = browser(user)
        answer = client.post(address("release", edition), {"now": "1", "seen": seen(edition)})
        assert answer.status_code == 200
        assert "« Édition neuve » attend l’approbation d’une autre association." in text(answer)
    assert (fresh(edition).live, fresh(page).live, EditionRelease.objects.count()) == (False, False, 0)


def test_a_plan_is_cancelled(club: Club, edition: EditionPage, browser: Browser) -> None:
    client = browser(club.coordination.publisher)
    day = timezone.localtime() + dt.timedelta(days=2)
    client.post(address("release", edition), {"later": "1", "seen": seen(edition), "go_at": f"{day:%Y-%m-%d %H:%M}"})
    assert browser(club.enfance.publisher).post(address("release_cancel", edition))["Location"] == reverse("wagtailadmin_home")
    assert EditionRelease.objects.get().state == "planned"
    client.post(address("release_cancel", edition))
    assert EditionRelease.objects.get().state == "cancelled"
    client.post(address("release_cancel", edition))
    assert told(client, address("readiness", edition))[-1] == "Aucune sortie de cette édition n’est prévue."


def test_a_release_is_rolled_back_with_a_reason(club: Club, edition: EditionPage, browser: Browser) -> None:
    client = browser(club.coordination.publisher)
    client.post(address("release", edition), {"now": "1", "seen": seen(edition)})
    shown = client.get(address("roll_back", edition))
    assert [item.title for item in shown.context["returning"]] == ["Nouvelle", "Édition neuve"]
    assert client.post(address("roll_back", edition), {"reason": ""}).status_code == 200
    assert fresh(edition).live
    assert browser(club.enfance.publisher).post(address("roll_back", edition), {"reason": "Non."})["Location"] == reverse(
        "wagtailadmin_home"
    )
    client.post(address("roll_back", edition), {"reason": "Une erreur."})
    assert not fresh(edition).live
    listed = client.get(reverse("editorial_editions")).context["rows"][0][1]
    assert listed.startswith("Ramenée en arrière le ")
    assert client.get(address("roll_back", edition)).status_code == 404
    history = client.get(reverse("wagtailadmin_pages:history", args=[edition.pk]))
    assert "Ramenée en arrière avec ses contenus : Une erreur." in text(history)


def test_pages_changed_since_are_ticked_before_the_others_return(club: Club, edition: EditionPage, browser: Browser) -> None:
    client = browser(club.coordination.publisher)
    client.post(address("release", edition), {"now": "1", "seen": seen(edition)})
    page = EditionRelease.objects.get().items.get(title="Nouvelle").page
    assert page is not None
    save_draft(page.specific, club.enfance.editor, title_fr="Corrigée").latest_revision.publish(user=club.enfance.publisher)
    (changed,) = client.get(address("roll_back", edition)).context["changed"]
    refused = client.post(address("roll_back", edition), {"reason": "Une erreur."})
    assert "« Nouvelle » a été modifiée depuis la sortie" in text(refused)
    assert fresh(edition).live
    client.post(address("roll_back", edition), {"reason": "Une erreur.", "leaving": [changed.pk]})
    assert (fresh(edition).live, fresh(page.specific).title_fr) == (False, "Corrigée")


def test_a_publisher_gives_the_go_ahead_from_the_pages_editor(club: Club, browser: Browser) -> None:
    page = draft_of(club.enfance, "Nouvelle", author=club.enfance.publisher)
    edition = edition_of(club, page)
    where = address("go_ahead", page)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert where in browser(club.enfance.publisher).get(edit).content.decode()
    assert where not in browser(club.enfance.editor).get(edit).content.decode()
    for user in (club.enfance.editor, club.unaf.publisher, club.coordination.publisher):
        assert browser(user).post(where, {"seen": "x"})["Location"] == reverse("wagtailadmin_home")
    client = browser(club.enfance.publisher)
    shown = client.get(where)
    assert shown.context["editions"] == [fresh(edition).get_admin_display_title()]
    assert client.post(where, {"seen": "another text"})["Location"] == where
    assert not GoAhead.objects.exists()
    client.post(where, {"seen": shown.context["seen"]})
    given = GoAhead.objects.get()
    assert (given.revision_id, given.given_by, given.content_digest) == (
        page.latest_revision_id,
        club.enfance.publisher,
        shown.context["seen"],
    )
    assert where not in client.get(edit).content.decode()
    save_draft(page, club.enfance.editor, title_fr="Encore")
    assert where in client.get(edit).content.decode()
    let_go_by(club.enfance.publisher, page)
