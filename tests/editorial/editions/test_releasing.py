"""An edition goes out with its contents in one transaction: all of it or nothing, exactly as it was approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published

from cms.runner.scheduler import Outcome, run_due
from editorial.editions import planning, releasing
from editorial.editions.refusals import EditionRefusedError
from editorial.models import EditionRelease
from pages import languages
from pages.edition_films import CaptionsMissingError
from pages.models import BasePage, ContentEvent, EditionPage, RevisionApproval, SchedulerAlarm
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft
from tests.editorial.editions.scenes import approved, changed_content, edition_of, let_go_by, listing, new_content, seen, written_down
from tests.factories import HelplineFactory, InterviewPageFactory, VideoFactory, loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def contents(club: Club) -> list[Any]:
    """A new page, a changed one, and one that readers have as it is."""
    return [new_content(club, "Nouvelle"), changed_content(club, "Ancienne", "Renouvelée"), live_page_of(club.enfance, "Déjà là")]


@pytest.fixture
def edition(club: Club, contents: list[Any]) -> EditionPage:
    return edition_of(club, *contents)


def released(club: Club, edition: EditionPage, **options: Any) -> EditionRelease:
    return releasing.release_now(edition, club.coordination.publisher, seen=seen(edition), **options)


def planned(club: Club, edition: EditionPage, hours: int = 2) -> EditionRelease:
    go_at = timezone.now() + dt.timedelta(hours=hours)
    return planning.plan(edition, club.coordination.publisher, seen=seen(edition), go_at=go_at)


def refused(act: Callable[[], Any]) -> list[str]:
    """The sentences with which something is refused; every row of the database is as it was."""
    before = written_down()
    with pytest.raises(EditionRefusedError) as refusal:
        act()
    assert written_down() == before
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in refusal.value.sentences]


def titles(*pages: Any) -> list[tuple[bool, str]]:
    return [(page.live, page.title_fr) for page in map(fresh, pages)]


@contextmanager
def failing_at(place: int) -> Iterator[None]:
    """The publication that comes as this one (from 1) fails at its last moment."""
    met = []

    def fail(**_: Any) -> None:
        met.append(1)
        if len(met) == place:
            raise RuntimeError("the disk is full")

    page_published.connect(fail, weak=False)
    try:
        yield
    finally:
        page_published.disconnect(fail)


@contextmanager
def at(release: EditionRelease, monkeypatch: pytest.MonkeyPatch) -> Iterator[dt.datetime]:
    """A minute after the time of a planned release."""
    assert release.go_at is not None
    later = release.go_at + dt.timedelta(minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        yield later


# --- going out -------------------------------------------------------------------------------------------------------------------


def test_everything_goes_out_together(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    new, changed, staying = contents
    before, events = public_state(staying), ContentEvent.objects.filter(kind="page").count()
    release = released(club, edition)
    assert titles(edition, new, changed) == [(True, "Édition neuve"), (True, "Nouvelle"), (True, "Renouvelée")]
    assert public_state(staying) == before
    assert [row.page_id for row in fresh(edition).contents.all()] == [page.pk for page in contents]
    assert ContentEvent.objects.filter(kind="page").count() == events + 3
    assert (release.state, release.planned_by, release.go_at) == ("released", club.coordination.publisher, None)
    items = list(release.items.all())
    assert [item.page_id for item in items] == [new.pk, changed.pk, edition.pk]
    assert [item.revision_id for item in items] == [item.revision_published_id for item in items]
    assert [(item.was_live, item.revision_before_id) for item in items] == [(False, None), (True, changed.live_revision_id), (False, None)]
    entry = PageLogEntry.objects.get(action="editorial.release")
    assert (entry.page_id, entry.user) == (edition.pk, club.coordination.publisher)


def test_only_the_coordination_releases(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    for user in (club.enfance.publisher, club.unaf.publisher, club.enfance.editor):
        with pytest.raises(PermissionDenied):
            releasing.release_now(edition, user, seen=seen(edition))
        with pytest.raises(PermissionDenied):
            planning.plan(edition, user, seen=seen(edition), go_at=timezone.now() + dt.timedelta(hours=1))
    assert titles(edition, contents[0]) == [(False, "Édition neuve"), (False, "Nouvelle")]
    assert not EditionRelease.objects.exists()


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_failure_in_any_item_leaves_everything_as_it_was(club: Club, edition: EditionPage, place: int) -> None:
    mark, before = seen(edition), written_down()
    with failing_at(place), pytest.raises(RuntimeError):
        releasing.release_now(edition, club.coordination.publisher, seen=mark)
    assert written_down() == before


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_failure_at_its_time_raises_an_alarm_and_is_tried_again(
    club: Club, edition: EditionPage, contents: list[Any], place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = planned(club, edition)
    before = written_down()
    with at(release, monkeypatch) as now:
        with failing_at(place):
            assert run_due(now) == Outcome(done=0, failed=1)
        alarm = SchedulerAlarm.objects.get()
        assert (alarm.object_id, alarm.label, alarm.attempts) == (str(release.pk), "Édition neuve", 1)
        assert alarm.error == "RuntimeError: the disk is full"
        after = written_down()
        after["pages.SchedulerAlarm"] = []
        assert after == before
        assert run_due(now + dt.timedelta(seconds=30)) == Outcome(done=0, failed=0)
        assert run_due(now + dt.timedelta(minutes=2)) == Outcome(done=1, failed=0)
        assert titles(edition, *contents) == [
            (True, "Édition neuve"),
            (True, "Nouvelle"),
            (True, "Renouvelée"),
            (True, "Déjà là"),
        ]
        assert not SchedulerAlarm.objects.exists()
        assert run_due(now + dt.timedelta(minutes=4)) == Outcome(done=0, failed=0)


# --- what was approved -----------------------------------------------------------------------------------------------------------


def test_what_is_edited_after_the_plan_does_not_ride_along(
    club: Club, edition: EditionPage, contents: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = planned(club, edition)
    new, changed, _staying = contents
    save_draft(new, club.enfance.editor, title_fr="Encore plus neuve")
    save_draft(edition, club.coordination.publisher, title_fr="Édition repensée")
    with at(release, monkeypatch) as now:
        assert run_due(now) == Outcome(done=1, failed=0)
    assert titles(edition, new, changed) == [(True, "Édition neuve"), (True, "Nouvelle"), (True, "Renouvelée")]
    drafts = [fresh(page).get_latest_revision_as_object().title_fr for page in (edition, new)]
    assert drafts == ["Édition repensée", "Encore plus neuve"]
    assert (fresh(edition).has_unpublished_changes, fresh(changed).has_unpublished_changes) == (True, False)


def test_a_promised_version_is_not_written_over_by_autosaving(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    new = fresh(contents[0])
    promised = new.latest_revision
    version = promised.as_object()
    version.title_fr = "Tapé depuis"
    version.save_revision(user=club.enfance.editor, overwrite_revision=promised)
    assert fresh(new).latest_revision_id != promised.pk
    assert Revision.objects.get(pk=promised.pk).content["title_fr"] == "Nouvelle"


def test_an_unapproved_edition_does_not_go_out(club: Club, edition: EditionPage) -> None:
    changed = save_draft(edition, club.coordination.publisher, title_fr="Retouchée")
    expected = ["« Retouchée » attend l’approbation d’une autre association."]
    assert refused(lambda: released(club, changed)) == expected
    assert refused(lambda: planned(club, changed)) == expected


def test_an_unapproved_content_keeps_everything_back_and_is_named(club: Club, contents: list[Any]) -> None:
    crisis = draft_of(club.enfance, "Que faire maintenant", is_crisis=True, body_fr=[("helpline", HelplineFactory())])
    quiet = draft_of(club.enfance, "Sans feu vert", slug="sans-feu-vert")
    edition = edition_of(club, *contents, crisis, quiet)
    assert refused(lambda: released(club, edition)) == [
        "« Que faire maintenant » attend l’approbation d’une autre association.",
        "« Sans feu vert » attend le feu vert d’une personne qui la publie.",
    ]
    approved(club, crisis)
    let_go_by(club.enfance.publisher, quiet)
    released(club, edition)
    assert titles(edition, crisis, quiet) == [(True, "Édition neuve"), (True, "Que faire maintenant"), (True, "Sans feu vert")]


def test_a_superuser_takes_nothing_unapproved_along(club: Club, edition: EditionPage, superuser: Any) -> None:
    changed = save_draft(edition, club.coordination.publisher, title_fr="Retouchée")
    mark = seen(changed)
    assert refused(lambda: releasing.release_now(changed, superuser, seen=mark)) == [
        "« Retouchée » attend l’approbation d’une autre association."
    ]
    assert not RevisionApproval.objects.filter(as_superuser=True, page=edition).exists()


def test_a_content_may_be_left_as_readers_have_it(club: Club, contents: list[Any]) -> None:
    unfinished = save_draft(live_page_of(club.enfance, "Publique", slug="publique"), club.enfance.editor, title_fr="À moitié écrite")
    edition = edition_of(club, *contents, unfinished)
    assert refused(lambda: released(club, edition)) == ["« À moitié écrite » attend le feu vert d’une personne qui la publie."]
    release = released(club, edition, leaving=[unfinished.pk])
    assert titles(edition, unfinished) == [(True, "Édition neuve"), (True, "Publique")]
    assert unfinished.pk not in release.items.values_list("page_id", flat=True)
    assert fresh(unfinished).get_latest_revision_as_object().title_fr == "À moitié écrite"


def test_the_checks_of_publication_hold(club: Club, contents: list[Any]) -> None:
    urgent = approved(club, draft_of(club.enfance, "Sans ligne", is_crisis=True))
    edition = edition_of(club, *contents, urgent)
    (sentence,) = refused(lambda: released(club, edition))
    assert sentence.startswith("« Sans ligne »")


def test_a_film_without_captions_keeps_the_edition_back(club: Club) -> None:
    interview = InterviewPageFactory(parent=club.enfance.space, title_fr="Entretien", live=False, video=VideoFactory(title_fr="Film"))
    interview = let_go_by(club.enfance.publisher, save_draft(interview, club.enfance.editor))
    edition = edition_of(club, interview)
    sentences = refused(lambda: released(club, edition))
    assert [sentence.split("»")[0] for sentence in sentences] == ["« Entretien ", "« Édition neuve "]
    # At its time the fence asks again.
    assert issubclass(CaptionsMissingError, PermissionDenied)


def test_languages_left_out_stay_out(club: Club) -> None:
    page = live_page_of(club.enfance, "Publique", title_en="Public", summary_en="Here", ready=["en"])
    version = fresh(page).get_latest_revision_as_object()
    version.title_fr, version.title_en, version.languages_to_publish = "Publique, revue", "Half transl", {"fr"}
    version.save_revision(user=club.enfance.editor)
    page = let_go_by(club.enfance.publisher, page)
    edition = edition_of(club, page)
    release = released(club, edition)
    assert (fresh(page).title_fr, fresh(page).title_en) == ("Publique, revue", "Public")
    assert languages.is_ready(fresh(page), "en")
    item = release.items.get(page=page)
    assert item.codes == ["fr"]
    assert item.revision_published_id == fresh(page).live_revision_id != item.revision_id
    assert fresh(page).get_latest_revision_as_object().title_en == "Half transl"


# --- refusals --------------------------------------------------------------------------------------------------------------------


def test_what_changed_since_it_was_looked_at_is_refused(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    mark = seen(edition)
    let_go_by(club.enfance.publisher, save_draft(contents[0], club.enfance.editor, title_fr="Autre"))
    assert refused(lambda: releasing.release_now(edition, club.coordination.publisher, seen=mark)) == [
        "Quelque chose a changé depuis que vous avez ouvert cette page : regardez-la à nouveau avant de faire sortir l’édition."
    ]


def test_the_past_is_refused(club: Club, edition: EditionPage) -> None:
    assert refused(lambda: planned(club, edition, hours=-1)) == ["Ce moment est passé : choisissez-en un à venir."]


def test_a_release_twice_is_refused(club: Club, edition: EditionPage) -> None:
    released(club, edition)
    assert refused(lambda: released(club, edition)) == ["Rien à faire sortir : les lecteurs ont tout tel quel."]


def test_a_second_plan_is_refused_and_a_cancelled_one_does_nothing(
    club: Club, edition: EditionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = planned(club, edition)
    twice = ["Une sortie de cette édition est déjà prévue : annulez-la d’abord."]
    assert refused(lambda: planned(club, edition)) == twice
    assert refused(lambda: released(club, edition)) == twice
    planning.cancel(release, club.coordination.publisher)
    assert EditionRelease.objects.get(pk=release.pk).state == "cancelled"
    with at(release, monkeypatch) as now:
        assert run_due(now) == Outcome(done=0, failed=0)
    assert not releasing.carry_out(release)
    assert not fresh(edition).live
    assert refused(lambda: planning.cancel(release, club.coordination.publisher)) == ["Cette sortie n’est plus prévue : annulée."]


def test_a_content_with_a_time_of_its_own_is_refused(club: Club, contents: list[Any]) -> None:
    later = timezone.now() + dt.timedelta(days=3)
    own = let_go_by(
        club.enfance.publisher, save_draft(draft_of(club.enfance, "Seule", slug="seule"), club.enfance.editor, go_live_at=later)
    )
    edition = edition_of(club, *contents, own)
    (sentence,) = refused(lambda: released(club, edition))
    assert sentence.startswith("« Seule » sort d’elle-même le ")


# --- what happens between the plan and its time --------------------------------------------------------------------------------


def test_a_content_published_earlier_on_its_own_stays_as_it_is(
    club: Club, edition: EditionPage, contents: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = planned(club, edition)
    new, changed, _staying = contents
    fresh(new).latest_revision.publish(user=club.enfance.publisher)
    save_draft(changed, club.enfance.editor, title_fr="Corrigée").latest_revision.publish(user=club.enfance.publisher)
    before = [public_state(new), public_state(changed)]
    with at(release, monkeypatch) as now:
        assert run_due(now) == Outcome(done=1, failed=0)
    assert [public_state(new), public_state(changed)] == before
    assert fresh(edition).live
    published = release.items.exclude(revision_published=None).values_list("page_id", flat=True)
    assert list(published) == [edition.pk]


def test_a_content_taken_down_or_deleted_keeps_the_edition_back(
    club: Club, edition: EditionPage, contents: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = planned(club, edition)
    new, changed, _staying = contents
    fresh(changed).unpublish()
    fresh(new).delete()
    with at(release, monkeypatch) as now:
        assert run_due(now) == Outcome(done=0, failed=1)
    assert (fresh(edition).live, fresh(changed).live) == (False, False)
    error = SchedulerAlarm.objects.get().error.replace("\N{NO-BREAK SPACE}", " ")
    assert "« Nouvelle » a été supprimée depuis que la sortie est prévue." in error
    assert "« Renouvelée » a été retirée depuis que la sortie est prévue." in error


def test_a_version_published_otherwise_keeps_the_edition_back(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    release = planned(club, edition)
    changed = contents[1]
    version = fresh(changed).get_latest_revision_as_object()
    version.title_en, version.languages_to_publish = "Renewed", {"en"}
    version.save_revision(user=club.enfance.editor).publish(user=club.enfance.publisher)
    assert refused(lambda: releasing.carry_out(release)) == [
        "« Renouvelée » a été publiée autrement depuis que la sortie est prévue : prévoyez-la à nouveau."
    ]


def test_a_version_rewritten_under_its_number_keeps_the_edition_back(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    release = planned(club, edition)
    revision = fresh(contents[0]).latest_revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "title_fr": "Glissée"})
    sentences = refused(lambda: releasing.carry_out(release))
    assert sentences[0] == "« Nouvelle » ne dit plus la même chose que lorsque la sortie a été prévue : prévoyez-la à nouveau."


def test_pages_without_a_public_version_of_their_own_are_kept_for_the_way_back(club: Club) -> None:
    page = live_page_of(club.enfance, "Publique")
    BasePage.objects.filter(pk=page.pk).update(live_revision=None)
    page = let_go_by(club.enfance.publisher, save_draft(page, loader(), title_fr="Nouvelle version"))
    release = released(club, edition_of(club, page))
    kept = release.items.get(page=page).revision_before
    assert kept is not None
    assert (kept.content["title_fr"], fresh(page).title_fr, fresh(page).has_unpublished_changes) == ("Publique", "Nouvelle version", False)


def test_a_listed_page_still_goes_out_alone(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    # A newer list of contents is approved anew, and the edition goes out again with what is new.
    released(club, edition)
    later = new_content(club, "Ajoutée", slug="ajoutee")
    approved(club, listing(club, edition, *contents, later))
    release = released(club, edition)
    assert titles(edition, later) == [(True, "Édition neuve"), (True, "Ajoutée")]
    assert [item.title for item in release.items.all()] == ["Ajoutée", "Édition neuve"]
