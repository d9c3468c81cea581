"""« Publier l’arabe »: one language goes out by the rules of every publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from editorial import reviews
from editorial.translation.publishing import Way, plan
from editorial.translation.saving import Change, save
from pages import languages, releases
from pages.models import StandardPage
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft, translator
from tests.editorial.translation.content import helpline, paragraph
from tests.editorial.translation.test_screen import stream
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A public page, in French alone."""
    return live_page_of(club.enfance, "Le sommeil", body_fr=stream(paragraph("a", "Un"), paragraph("b", "Deux")))


@pytest.fixture
def amina(page: StandardPage, club: Club) -> Any:
    """Who has translated the title, the summary and one paragraph into Arabic."""
    user = translator("amina", club.enfance.space, "ar")
    save(page, "ar", {"title": Change("النوم"), "summary": Change("قصير"), "body/a": Change("<p>واحد</p>")}, user)
    return user


def address(page: StandardPage) -> str:
    return reverse("editorial_translation_publish", args=[page.pk, "ar"])


def press(client: Client, page: StandardPage, **sent: Any) -> Any:
    shown = client.get(address(page))
    return client.post(address(page), {"seen": shown.context["plan"].seen, "moment": "", **sent})


def said(answer: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def test_the_screen_says_what_will_be_missing(page: StandardPage, amina: Any, browser: Browser) -> None:
    shown = browser(amina).get(address(page))
    assert (shown.status_code, shown.context["plan"].way, shown.context["page_title"]) == (200, Way.PUBLISH, "Publier l’arabe")
    assert (shown.context["left"], shown.context["plan"].obstacles) == (["1 phrase manquera."], ())
    assert languages.is_ready(fresh(page), "ar") is False


def test_the_language_goes_out_alone_and_the_draft_stays(page: StandardPage, amina: Any, club: Club, browser: Browser) -> None:
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil", title_en="Sleep")
    shown = browser(amina).get(address(page))
    assert shown.context["plan"].french_differs is True
    answer = press(browser(amina), page)
    assert (answer.status_code, answer["Location"]) == (302, reverse("editorial_translation", args=[page.pk, "ar"]))
    assert said(answer) == ["Désormais public pour «\u00a0Le bon sommeil\u00a0»\u00a0: Arabe."]
    public = fresh(page)
    assert (languages.is_ready(public, "ar"), public.title_ar, public.title_fr, public.title_en) == (True, "النوم", "Le sommeil", None)
    assert fresh(page).get_latest_revision_as_object().title_fr == "Le bon sommeil"
    assert plan(fresh(page), "ar", amina).way is Way.NOTHING_NEW


@pytest.mark.parametrize("missing", ["title", "summary"])
def test_a_language_without_title_or_summary_stays_in(page: StandardPage, amina: Any, browser: Browser, missing: str) -> None:
    save(fresh(page), "ar", {missing: Change("")}, amina)
    revision = fresh(page).latest_revision_id
    shown = browser(amina).get(address(page))
    name = {"title": "titre", "summary": "résumé"}[missing]
    assert shown.context["plan"].obstacles == (f"Une langue publiée a besoin de ce texte\u00a0: {name}.",)
    assert b"<form method" not in shown.content.split(b"nice-padding")[-1]
    answer = press(browser(amina), page)
    assert said(answer) == [f"Une langue publiée a besoin de ce texte\u00a0: {name}."]
    assert (languages.is_ready(fresh(page), "ar"), fresh(page).latest_revision_id) == (False, revision)


def test_what_the_checks_find_in_the_language_stands_against_it_and_nothing_of_the_others(
    page: StandardPage, amina: Any, club: Club, browser: Browser
) -> None:
    save_draft(page, club.enfance.editor, title_fr="Appelez le 0800 200 000")
    assert plan(fresh(page), "ar", amina).obstacles == ()
    save(fresh(page), "ar", {"body/b": Change("<p>اتصلوا على 0800 200 000</p>")}, amina)
    obstacles = plan(fresh(page), "ar", amina).obstacles
    assert len(obstacles) == 1
    assert obstacles[0].startswith("العربيّة")
    press(browser(amina), page)
    assert languages.is_ready(fresh(page), "ar") is False


def test_a_page_that_is_not_public_says_so(club: Club, browser: Browser) -> None:
    page, amina = draft_of(club.enfance, "Le sommeil"), translator("amina", club.enfance.space, "ar")
    save(page, "ar", {"title": Change("النوم"), "summary": Change("قصير")}, amina)
    client = browser(amina)
    assert client.get(address(page)).context["is_closed"].startswith("Cette page n’est pas encore publique")
    revision = fresh(page).latest_revision_id
    answer = press(client, page)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert (fresh(page).live, fresh(page).latest_revision_id) == (False, revision)


def test_a_text_that_changed_meanwhile_is_looked_at_again(page: StandardPage, amina: Any, club: Club, browser: Browser) -> None:
    seen = plan(fresh(page), "ar", amina).seen
    save(fresh(page), "ar", {"body/b": Change("<p>اثنان</p>")}, translator("badr", club.enfance.space, "ar"))
    answer = browser(amina).post(address(page), {"seen": seen, "moment": ""})
    assert said(answer) == ["Le texte a changé pendant votre lecture\u00a0: merci de le relire."]
    assert languages.is_ready(fresh(page), "ar") is False


def test_it_may_wait_for_its_time(page: StandardPage, amina: Any, browser: Browser) -> None:
    moment = timezone.localtime() + dt.timedelta(days=1)
    press(browser(amina), page, moment=moment.strftime("%Y-%m-%d %H:%M"))
    revision = fresh(page).latest_revision
    assert revision.approved_go_live_at == moment.replace(second=0, microsecond=0)
    assert languages.is_ready(fresh(page), "ar") is False
    past = press(browser(amina), page, moment="2020-01-01 10:00")
    assert past.context["form"].errors == {"moment": ["Cette heure est passée\u00a0: laissez le champ vide pour publier tout de suite."]}


@pytest.fixture
def crisis(club: Club) -> StandardPage:
    """A public page of urgent help, in French alone."""
    return live_page_of(club.enfance, "Urgence", is_crisis=True, body_fr=stream(paragraph("a", "Un"), helpline("h", HelplineFactory().pk)))


def test_where_approval_is_needed_it_is_submitted_and_goes_out_with_the_word_of_somebody_who_reads_it(
    crisis: StandardPage, club: Club, browser: Browser, django_capture_on_commit_callbacks: Any
) -> None:
    amina, reader = translator("amina", club.enfance.space, "ar"), translator("badr", club.unaf.space, "ar")
    save(crisis, "ar", {"title": Change("طوارئ"), "summary": Change("قصير"), "body/a": Change("<p>واحد</p>")}, amina)
    shown = browser(amina).get(address(crisis))
    assert (shown.context["plan"].way, shown.context["page_title"]) == (Way.SUBMIT, "Soumettre l’arabe à relecture")
    with django_capture_on_commit_callbacks(execute=True):
        answer = press(browser(amina), crisis)
    assert said(answer) == ["Soumis à relecture pour «\u00a0Urgence\u00a0»\u00a0: Arabe."]
    assert languages.is_ready(fresh(crisis), "ar") is False
    assert reader.email in {address for sent in mail.outbox for address in sent.recipients()}
    assert plan(fresh(crisis), "ar", amina).way is Way.UNDER_REVIEW
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    assert reviews.languages_under_review(state) == frozenset({"ar"})
    assert reviews.may_review(club.unaf.publisher, state.revision, frozenset({"ar"})) is False
    reviews.decide(state, reader, seen=releases.content_digest(state.revision.as_object()), approves=True, comment="")
    assert (languages.is_ready(fresh(crisis), "ar"), fresh(crisis).title_ar) == (True, "طوارئ")


def test_who_writes_but_does_not_publish_submits(page: StandardPage, amina: Any, club: Club) -> None:
    assert plan(fresh(page), "ar", club.enfance.editor).way is Way.SUBMIT
    assert plan(fresh(page), "ar", club.enfance.publisher).way is Way.PUBLISH
    assert plan(fresh(page), "ar", club.unaf.publisher).way is Way.NOT_ALLOWED
