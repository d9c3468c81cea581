"""What a guest link opens: the newest version of its page, for its days, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from api.preview import knocking
from editorial.guest_links import making
from editorial.models import GuestLink, GuestOpening
from tests.api.previewing import INVALID, refusals
from tests.editorial.conftest import Club, draft_of, fresh, person, save_draft
from tests.editorial.guest_links.guests import link_to, title, visit
from tests.factories import ConsentFactory, PersonFactory, loader, restrict
from website import asking
from website.client.in_process import InProcess

pytestmark = pytest.mark.django_db

NOTHING = "Ce lien ne montre rien"
KEPT_FROM_OTHERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
}


def opens_nothing(token: str, *more: str) -> bool:
    response = visit(token, *more)
    return (response.status_code, NOTHING in response.content.decode()) == (404, True)


def refusal(token: str, *more: str) -> bytes:
    response = visit(token, *more)
    assert response.status_code == 404
    return bytes(response.content)


# --- one page --------------------------------------------------------------------------------------------------------------------


def test_each_look_shows_the_newest_draft_in_the_language_asked(club: Club) -> None:
    page = draft_of(club.enfance, "Premier jet")
    _link, token = link_to(page, club.enfance.editor)
    assert title(visit(token)) == "Premier jet"
    save_draft(page, club.enfance.editor, title_fr="Deuxième jet", title_ar="مسودة")
    assert [title(visit(token, code)) for code in ("fr", "en", "ar")] == ["Deuxième jet", "Deuxième jet", "مسودة"]
    assert fresh(page).live is False


def test_it_is_marked_in_the_language_of_who_reads_it(club: Club) -> None:
    _link, token = link_to(save_draft(draft_of(club.enfance), club.enfance.editor, title_ar="مسودة"), club.enfance.editor)
    marks = {}
    for code in ("fr", "en", "ar"):
        screen = BeautifulSoup(visit(token, code).content, "html.parser")
        mark = screen.select_one(".draft-note")
        notes = [note.text.strip() for note in screen.select(".page-head .note")]
        marks[code] = (screen.html["lang"], screen.html["dir"], mark.strong.text, mark.bdi.text, notes)
    guest = "Mme Martin, mairie de Lyon"
    assert marks == {
        "fr": ("fr", "ltr", "Avant publication", guest, []),
        "en": ("en", "ltr", "Before publication", guest, ["This page is not translated yet. You read it in French."]),
        "ar": ("ar", "rtl", "قبل النشر", guest, []),
    }


def test_nobody_keeps_it_indexes_it_or_learns_where_it_was(club: Club) -> None:
    _link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    for response in (visit(token), visit(token + "x")):
        kept = {name: response.headers[name] for name in KEPT_FROM_OTHERS}
        assert kept == KEPT_FROM_OTHERS
        assert sorted(response.headers["Content-Security-Policy"].split("; ")) == [
            "base-uri 'none'",
            "connect-src 'none'",
            "default-src 'none'",
            "font-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "frame-src 'none'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "media-src 'self'",
            "script-src 'none'",
            "style-src 'self'",
        ]
        assert (dict(response.cookies), "Vary" in response.headers) == ({}, False)
        assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
        assert "<script" not in response.content.decode()


def test_its_page_is_complete_without_scripts_and_offers_nothing_that_needs_one(club: Club) -> None:
    """Nor what cannot be before a publication, on a page of urgent help above all."""
    page = save_draft(draft_of(club.enfance), club.enfance.editor, is_crisis=True)
    _link, token = link_to(page, club.enfance.editor)
    screen = BeautifulSoup(visit(token).content, "html.parser")
    assert screen.select("script, [data-copy], [data-report], .copy-answer, .report, form[method=post]") == []
    assert len(screen.select(".quick-exit a")) == 1
    assert [form["action"] for form in screen.select("form")] == ["/fr/recherche"]


def test_a_page_that_the_website_cannot_make_now_is_no_visit(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft itself is there, what stands around it is not."""
    link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    away: tuple[int, dict[str, str], dict[str, Any]] = (503, {}, {})
    monkeypatch.setattr(asking, "current_client", lambda: InProcess(lambda *_asked: away))
    response = visit(token)
    assert (response.status_code, response["Retry-After"], link.openings.count()) == (503, "60", 0)
    assert {name: response.headers[name] for name in KEPT_FROM_OTHERS} == KEPT_FROM_OTHERS


def test_its_openings_are_noted_once_a_visit_without_an_address(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    Client().head(f"/preview/{token}/")
    assert GuestOpening.objects.count() == 0
    now = timezone.now()
    for seconds in (0, 59, 61):
        monkeypatch.setattr(timezone, "now", lambda later=seconds: now + dt.timedelta(seconds=later))
        assert visit(token).status_code == 200
    assert list(link.openings.values_list("at", flat=True)) == [now + dt.timedelta(seconds=61), now]
    assert {field.name for field in GuestOpening._meta.fields} == {"id", "link", "at"}
    visit(token + "x")
    assert GuestOpening.objects.count() == 2


def test_the_database_keeps_the_digest_alone(club: Club) -> None:
    link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    assert token not in str(GuestLink.objects.filter(pk=link.pk).values().get())
    assert (len(token), link.token_digest, opens_nothing(link.token_digest)) == (43, making.digest_of(token), True)


def test_it_works_for_its_days(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    _link, token = link_to(draft_of(club.enfance), club.enfance.editor, days=3)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=3, seconds=-5))
    assert title(visit(token)) == "Brouillon"
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=3, seconds=5))
    assert opens_nothing(token)


def test_long_after_its_end_nobody_remembers_the_guest(club: Club) -> None:
    page = draft_of(club.enfance)
    old, _token = link_to(page, club.enfance.editor)
    kept, _token = link_to(page, club.enfance.editor)
    GuestLink.objects.filter(pk=old.pk).update(ends_at=timezone.now() - dt.timedelta(days=91))
    GuestLink.objects.filter(pk=kept.pk).update(ends_at=timezone.now() - dt.timedelta(days=89))
    new, _token = link_to(page, club.enfance.editor)
    assert list(GuestLink.objects.order_by("pk")) == [kept, new]


def test_a_page_published_meanwhile_is_still_shown_and_leads_to_what_readers_have(club: Club) -> None:
    page = draft_of(club.enfance, slug="a-paraitre")
    _link, token = link_to(page, club.enfance.editor)
    assert "déjà publique" not in visit(token).content.decode()
    page.latest_revision.publish(user=loader())
    save_draft(page, club.enfance.editor, title_fr="Retouchée")
    shown = visit(token)
    assert title(shown) == "Retouchée"
    assert 'déjà publique : <a href="https://lecteurs.invalid/fr/e-enfance/a-paraitre">' in shown.content.decode()


def test_every_reason_to_show_nothing_looks_alike(club: Club) -> None:
    editor = club.enfance.editor
    seen = {refusal("x" * 43)}
    revoked, token = link_to(draft_of(club.enfance, "Révoquée"), editor)
    GuestLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    seen.add(refusal(token))
    closed = draft_of(club.enfance, "Fermée")
    _link, token = link_to(closed, editor)
    lock = restrict(closed)
    seen.add(refusal(token))
    PageViewRestriction.objects.filter(pk=lock.pk).delete()
    assert title(visit(token)) == "Fermée"
    seen.add(refusal(token, "de"))
    seen.add(refusal(token, "fr", str(closed.translation_key)))
    witness = PersonFactory()
    story = save_draft(draft_of(club.enfance, "Récit"), editor, testimony_of=[witness])
    _link, token = link_to(story, editor)
    seen.add(refusal(token))
    ConsentFactory(person=witness, pages=[story])
    assert title(visit(token)) == "Récit"
    fresh(story).delete()
    seen.add(refusal(token))
    assert len(seen) == 1


def test_it_dies_with_the_right_of_its_maker(club: Club) -> None:
    maker = person("redactrice", club.enfance.team.editors)
    page = draft_of(club.enfance)
    _link, token = link_to(page, maker)
    maker.groups.set([club.unaf.team.editors])
    assert opens_nothing(token)
    maker.groups.set([club.enfance.team.editors])
    assert title(visit(token)) == "Brouillon"
    fresh(page).move(club.unaf.space, pos="last-child")
    assert opens_nothing(token)
    fresh(page).move(club.enfance.space, pos="last-child")
    maker.is_active = False
    maker.save()
    assert opens_nothing(token)
    maker.delete()
    assert opens_nothing(token)


def test_who_does_not_see_the_drafts_makes_none(club: Club) -> None:
    with pytest.raises(ValueError, match="sees the drafts"):
        link_to(draft_of(club.enfance), club.unaf.publisher)
    assert not GuestLink.objects.exists()


def test_the_endpoint_of_programs_takes_none(club: Club) -> None:
    link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    assert [refusals(token), refusals(link.token_digest), refusals("")] == [INVALID] * 3


def test_who_knocks_too_often_waits(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    link, token = link_to(draft_of(club.enfance), club.enfance.editor)
    knocks = knocking.Allowances(burst=3, per_second=1, clock=lambda: 0.0)
    monkeypatch.setattr(knocking, "KNOCKS", knocks)
    browser = Client()
    answers = [browser.get(f"/preview/{guess}/") for guess in ("a", "b", "c", token)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert (answers[3]["Retry-After"], answers[3]["Cache-Control"], link.openings.count()) == ("1", "private, no-store", 0)
