"""Inside a public edition every film has French captions: each road that would show another is refused, and says why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.runner.scheduler import Outcome, run_due
from pages import films
from pages.edition_films import CaptionsMissingError, newly_shown
from pages.models import BasePage, EditionContent, EditionPage, GuidePage, InterviewPage, SchedulerAlarm, Video
from pages.releases import correct_urgently, publishing_as, record_approval
from tests.factories import CaptionTrackFactory, EditionPageFactory, GuidePageFactory, InterviewPageFactory, VideoFactory, loader
from tests.pages.journal import events

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

REFUSED = (
    "«\xa0{page}\xa0» montre la vidéo «\xa0{film}\xa0», qui n’a pas de sous-titres en français\xa0: "
    "elle ne peut pas encore être publique dans l’édition «\xa0{edition}\xa0»."
)


def captioned(**fields: Any) -> Video:
    film = VideoFactory(**fields)
    CaptionTrackFactory(video=film)
    return film


def interview(title: str = "Entretien", film: Video | None = None, **fields: Any) -> InterviewPage:
    return InterviewPageFactory(title_fr=title, video=film or VideoFactory(title_fr="Film muet"), **fields)


def edition_of(*pages: BasePage, live: bool = True, **fields: Any) -> EditionPage:
    """An edition of these pages, published in one go as a loader does."""
    rows = [EditionContent(page=page, sort_order=place) for place, page in enumerate(pages)]
    return EditionPageFactory(title_fr="Édition", contents=rows, live=live, **fields)


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def refusal(page: str = "Entretien", film: str = "Film muet", edition: str = "Édition") -> str:
    return REFUSED.format(page=page, film=film, edition=edition)


# --- the edition goes live -------------------------------------------------------------------------------------------------------


def test_a_loader_that_publishes_as_a_superuser_is_refused() -> None:
    page = interview()
    with events() as written, pytest.raises(CaptionsMissingError) as refused:
        edition_of(page)
    assert str(refused.value) == refusal()
    assert (EditionPage.objects.count(), EditionContent.objects.count()) == (0, 0)
    # The list of editions, which the factory made on the way.
    assert written == [("PUBLISHED", "page", BasePage.objects.get(slug="editions").pk)]


def test_with_captions_it_goes_live_and_without_it_stays_a_draft() -> None:
    edition = edition_of(interview("Muet"), interview("Sous-titré", captioned()), live=False)
    revision = edition.save_revision()
    with events() as written, publishing_as(loader()), pytest.raises(CaptionsMissingError) as refused:
        revision.publish()
    assert (str(refused.value), fresh(edition).live, written) == (refusal("Muet"), False, [])
    CaptionTrackFactory(video=Video.objects.get(title_fr="Film muet"))
    with events() as written, publishing_as(loader()):
        revision.publish()
    assert (fresh(edition).live, written) == (True, [("PUBLISHED", "page", edition.pk)])


def test_what_is_no_draft_any_more_is_what_counts() -> None:
    draft = interview("Brouillon", live=False)
    edition = edition_of(draft)
    assert edition.live
    with events() as written, pytest.raises(CaptionsMissingError) as refused:
        draft.save_revision().publish()
    assert (str(refused.value), fresh(draft).live, written) == (refusal("Brouillon"), False, [])


def test_a_page_added_to_a_public_edition() -> None:
    silent = interview()
    edition = edition_of(interview("Sous-titré", captioned()))
    edition.contents.add(EditionContent(page=silent, sort_order=1))
    with events() as written, publishing_as(loader()), pytest.raises(CaptionsMissingError) as refused:
        edition.save()
    assert str(refused.value) == refusal()
    assert ([row.page.title_fr for row in fresh(edition).contents.all()], written) == (["Sous-titré"], [])


def test_a_schedule_fails_with_an_alarm_and_goes_on_once_there_are_captions(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = interview()
    later = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    edition = edition_of(silent, live=False, go_live_at=later)
    revision = edition.save_revision()
    record_approval(revision, loader())
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=later)
    due = later + dt.timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: due)
    with events() as written:
        assert run_due(due) == Outcome(done=0, failed=1)
    assert (fresh(edition).live, written) == (False, [])
    assert SchedulerAlarm.objects.get().error == f"CaptionsMissingError: {refusal()}"
    CaptionTrackFactory(video=silent.video)
    assert run_due(due + dt.timedelta(minutes=2)) == Outcome(done=1, failed=0)
    assert (fresh(edition).live, SchedulerAlarm.objects.count()) == (True, 0)


def test_a_copy_that_would_be_public() -> None:
    silent = interview()
    edition = edition_of(live=True)
    # As captions that were taken away later leave it.
    EditionContent.objects.create(edition=edition, page=silent)
    pages = BasePage.objects.count()
    with events() as written, publishing_as(loader()), pytest.raises(CaptionsMissingError):
        fresh(edition).copy(update_attrs={"slug": "copie", "number": 99}, keep_live=True)
    assert (BasePage.objects.count(), EditionContent.objects.count(), written) == (pages, 1, [])


def test_publishing_in_bulk(admin_client: Client) -> None:
    edition = edition_of(interview(), live=False)
    edition.save_revision()
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", "publish"])
    with events() as written:
        admin_client.post(f"{address}?id={edition.pk}", {"include_descendants": ""})
    assert (fresh(edition).live, written) == (False, [])


def test_the_copy_form_of_the_admin_says_why_and_copies_nothing(admin_client: Client) -> None:
    edition = edition_of(live=False)
    EditionContent.objects.create(edition=edition, page=interview())
    source = fresh(edition)
    pages = BasePage.objects.count()
    # Straight into the row, as data of before the rule: what is copied was public.
    EditionPage.objects.filter(pk=edition.pk).update(live=True)
    with events() as written:
        answer = admin_client.post(
            reverse("wagtailadmin_pages:copy", args=[source.pk]),
            {"new_title": "Copie", "new_slug": "copie", "new_parent_page": source.get_parent().pk, "publish_copies": "on"},
            follow=True,
        )
    assert (BasePage.objects.count(), written) == (pages, [])
    told = "La vidéo «\xa0Film muet\xa0» n’a pas de sous-titres dans cette langue\xa0: Français."
    assert told in answer.context["form"].errors["publish_copies"][0]


# --- inside a public edition -----------------------------------------------------------------------------------------------------


def test_an_interview_of_a_public_edition_does_not_change_to_a_film_without_captions() -> None:
    page = interview(film=captioned(title_fr="Sous-titré"))
    edition_of(page)
    page = fresh(page)
    page.video = VideoFactory(title_fr="Film muet")
    with events() as written, publishing_as(loader()), pytest.raises(CaptionsMissingError) as refused:
        page.save()
    assert (str(refused.value), str(fresh(page).video), written) == (refusal(), "Sous-titré", [])
    page.video = captioned(title_fr="Autre")
    page.save()
    assert str(fresh(page).video) == "Autre"


def test_a_film_in_a_text_counts_in_the_languages_served() -> None:
    guide = GuidePageFactory(title_fr="Guide", steps_en=[("video", VideoFactory(title_fr="Film muet"))])
    edition_of(guide)
    guide = GuidePage.objects.get(pk=guide.pk)
    guide.is_ready_en, guide.title_en = True, "Guide"
    with pytest.raises(CaptionsMissingError) as refused:
        guide.save()
    assert (str(refused.value), fresh(guide).is_ready_en) == (refusal("Guide"), False)


def test_a_film_in_the_edition_s_own_text() -> None:
    with pytest.raises(CaptionsMissingError) as refused:
        edition_of(editorial_fr=[("video", VideoFactory(title_fr="Film muet"))])
    assert (str(refused.value), EditionPage.objects.count()) == (refusal("Édition"), 0)


def test_outside_an_edition_and_in_one_that_is_no_longer_public_nothing_is_asked() -> None:
    page = interview()
    assert page.live
    edition = edition_of(interview("Sous-titré", captioned()))
    EditionContent.objects.create(edition=edition, page=page)
    fresh(edition).unpublish()
    page = fresh(page)
    page.video = VideoFactory(title_fr="Autre film muet")
    page.save()
    assert str(fresh(page).video) == "Autre film muet"


def test_what_readers_already_have_stops_no_correction_and_no_taking_down() -> None:
    page = interview(film=captioned(title_fr="Sous-titré"))
    edition = edition_of(page)
    page.video.caption_tracks.all().delete()
    page = fresh(page)
    page.title_fr = "Entretien corrigé"
    page.save()
    edition = fresh(edition)
    edition.title_fr = "Édition corrigée"
    correct_urgently(edition.save_revision(), loader(), "Une faute dans le titre.")
    assert (fresh(page).title_fr, fresh(edition).title_fr) == ("Entretien corrigé", "Édition corrigée")
    fresh(page).unpublish()
    fresh(edition).unpublish()
    assert (fresh(page).live, fresh(edition).live) == (False, False)
    # Bringing it back is publishing it.
    with publishing_as(loader()):
        fresh(edition).save_revision().publish()
    with pytest.raises(CaptionsMissingError):
        fresh(page).save_revision().publish()


# --- which captions are ready ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tracks", "duration_ms", "expected"),
    [
        ([], 90_000, False),
        ([{}], 90_000, True),
        ([{"kind": "subtitles"}], 90_000, True),
        ([{"kind": "descriptions"}], 90_000, False),
        ([{"language": "en"}], 90_000, False),
        ([{}], None, True),
        ([{}], 1_001, True),
        ([{}], 1_000, False),
    ],
    ids=["none", "captions", "subtitles", "descriptions", "English", "unknown length", "until the end", "of another cut"],
)
def test_captions_are_ready_where_the_words_are_those_of_the_film(
    tracks: list[dict[str, str]], duration_ms: int | None, expected: bool
) -> None:
    film = VideoFactory(duration_ms=duration_ms)
    for fields in tracks:
        CaptionTrackFactory(video=film, **fields)
    assert Video.objects.filter(films.has_captions("fr")).exists() is expected
    page = interview(film=film)
    if expected:
        assert edition_of(page).live
    else:
        with pytest.raises(CaptionsMissingError):
            edition_of(page)


def test_the_rule_asks_only_about_what_is_new() -> None:
    assert newly_shown([1, 2, 3], [2]) == {1, 3}
    assert newly_shown([], [2]) == frozenset()
