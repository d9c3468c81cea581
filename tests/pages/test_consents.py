"""What shows people is public only while they consent; a change of mind, or the end of a day, takes it away and is journalled at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone

from cms.runner.scheduler import Outcome, run_due
from pages import consents, languages, publication
from pages.days import day_of
from pages.models import (
    BasePage,
    ClubImage,
    Consent,
    ConsentedImage,
    Network,
    Organisation,
    Person,
    PublicRecord,
    SchedulerAlarm,
    StandardPage,
    Video,
)
from pages.visibility import public_images, public_pages, public_tracks, public_videos
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    ImageFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    VideoFactory,
)
from tests.pages.checks.upload_files import pdf
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
TODAY = day_of()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def association() -> Organisation:
    """The association that keeps every consent of these tests."""
    return OrganisationFactory()


def film_of(*people: Person, **fields: Any) -> Video:
    """A video that shows these people."""
    video = VideoFactory(**fields)
    video.people_shown = list(people)
    video.save()
    return video


def picture_of(*people: Person, **fields: Any) -> ClubImage:
    """An image that shows these people."""
    image = ImageFactory(**fields)
    image.people_shown.set(people)
    return image


def story_of(home: BasePage, *people: Person, **fields: Any) -> StandardPage:
    """A page in which these people testify."""
    return StandardPageFactory(parent=home, testimony_of=list(people), **fields)


def is_public(thing: Model, now: dt.datetime | None = None) -> bool:
    """Whether the public may see the video, image or page."""
    if isinstance(thing, Video):
        return public_videos(now=now).filter(pk=thing.pk).exists()
    if isinstance(thing, ClubImage):
        return public_images(now=now).filter(pk=thing.pk).exists()
    return public_pages(now=now).filter(pk=thing.pk).exists()


# --- what is public ---------------------------------------------------------------------------------------------------------------


def test_what_shows_nobody_needs_no_consent(home: BasePage) -> None:
    assert [is_public(thing) for thing in (VideoFactory(), ImageFactory(), StandardPageFactory(parent=home))] == [True, True, True]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, True),
        ({"signed_on": TODAY}, True),
        ({"signed_on": TOMORROW}, False),
        ({"valid_until": TODAY}, True),
        ({"valid_until": YESTERDAY}, False),
        ({"withdrawn_on": TODAY}, False),
        ({"covered": ()}, True),
    ],
    ids=["without end", "signed today", "signed tomorrow", "last day", "over", "withdrawn", "no language: only the film itself"],
)
def test_a_video_is_public_while_the_consent_holds(conditions: dict[str, Any], expected: bool) -> None:
    person = PersonFactory()
    video = film_of(person)
    assert not is_public(video)
    ConsentFactory(person=person, videos=[video], **conditions)
    assert is_public(video) is expected


def test_a_consent_covers_only_what_it_names(home: BasePage) -> None:
    person = PersonFactory()
    video, image, page = film_of(person), picture_of(person), story_of(home, person)
    ConsentFactory(person=person, images=[image])
    assert [is_public(thing) for thing in (video, image, page)] == [False, True, False]
    ConsentFactory(person=person, pages=[page], videos=[VideoFactory()])
    assert [is_public(thing) for thing in (video, image, page)] == [False, True, True]


def test_everybody_shown_must_consent_for_themselves() -> None:
    mother, son = PersonFactory(), PersonFactory()
    video = film_of(mother, son)
    ConsentFactory(person=mother, videos=[video])
    assert not is_public(video)
    assert consents.unwilling(video) == [son]
    ConsentFactory(person=son, videos=[video])
    assert is_public(video)
    assert consents.unwilling(video) == []


def test_a_minor_needs_a_parent() -> None:
    child = PersonFactory(is_minor=True)
    video = film_of(child)
    consent = ConsentFactory(person=child, videos=[video])
    assert not is_public(video)
    with events() as written:
        consent.guardian_consent = True
        consent.save()
    assert written == [("PUBLISHED", "video", video.pk)]
    with events() as written:
        consent.guardian_consent = False
        consent.save()
    assert written == [("WITHDRAWN", "video", video.pk)]
    with events() as written:
        child.is_minor = False
        child.save()
    assert written == [("PUBLISHED", "video", video.pk)]


def test_a_poster_goes_with_its_film(home: BasePage) -> None:
    person, poster = PersonFactory(), ImageFactory()
    with events() as written:
        video = film_of(person, poster=poster)
    assert written == [("PUBLISHED", "video", video.pk), ("WITHDRAWN", "video", video.pk), ("WITHDRAWN", "image", poster.pk)]
    assert not is_public(poster)
    with events() as written:
        consent = ConsentFactory(person=person, videos=[video])
    assert written == [("PUBLISHED", "video", video.pk), ("PUBLISHED", "image", poster.pk)]
    assert is_public(poster)
    consent.delete()
    with events() as written:
        video = Video.objects.get(pk=video.pk)
        video.poster = None
        video.save()
    assert written == [("PUBLISHED", "image", poster.pk)]


def test_the_poster_of_a_withheld_film_stays_withheld_without_it() -> None:
    person, poster = PersonFactory(), ImageFactory()
    film_of(person, poster=poster).delete()
    assert not is_public(poster)
    assert list(poster.people_shown.all()) == [person]


# --- the journal ------------------------------------------------------------------------------------------------------------------


def test_withdrawing_takes_everything_away_and_renewing_brings_it_back(home: BasePage) -> None:
    person = PersonFactory()
    video, image, page = film_of(person), picture_of(person), story_of(home, person)
    with events() as written:
        consent = ConsentFactory(person=person, videos=[video], images=[image], pages=[page])
    assert sorted(written) == [("PUBLISHED", "image", image.pk), ("PUBLISHED", "page", page.pk), ("PUBLISHED", "video", video.pk)]
    with events() as written:
        consent.withdrawn_on = TODAY
        consent.save()
    assert sorted(written) == [("WITHDRAWN", "image", image.pk), ("WITHDRAWN", "page", page.pk), ("WITHDRAWN", "video", video.pk)]
    with events() as written:
        ConsentFactory(person=person, videos=[video], images=[image], pages=[page])
    assert sorted(written) == [("PUBLISHED", "image", image.pk), ("PUBLISHED", "page", page.pk), ("PUBLISHED", "video", video.pk)]


def test_deleting_a_consent_withdraws(home: BasePage) -> None:
    person = PersonFactory()
    video = film_of(person)
    ConsentFactory(person=person, videos=[video])
    with events() as written:
        Consent.objects.all().delete()
    assert written == [("WITHDRAWN", "video", video.pk)]


def test_a_consent_given_to_another_person_withdraws_from_the_first() -> None:
    right, wrong = PersonFactory(), PersonFactory()
    video, other = film_of(right), film_of(wrong)
    consent = ConsentFactory(person=wrong, videos=[video, other])
    with events() as written:
        consent.person = right
        consent.save()
    assert sorted(written) == [("PUBLISHED", "video", video.pk), ("WITHDRAWN", "video", other.pk)]


def test_naming_somebody_in_an_image_withdraws_it_until_they_consent() -> None:
    image, person = ImageFactory(), PersonFactory()
    with events() as written:
        image.people_shown.add(person)
    assert written == [("WITHDRAWN", "image", image.pk)]
    with events() as written:
        person.images_shown_in.clear()
        image.save()
    assert written == [("PUBLISHED", "image", image.pk)]


def test_a_page_becomes_testimony_when_it_is_published_as_such(home: BasePage) -> None:
    person, page = PersonFactory(), StandardPageFactory(parent=home)
    with events() as written:
        page.testimony_of = [person]
        revision = page.save_revision()
    assert written == []
    with events() as written:
        revision.publish()
    assert written == [("WITHDRAWN", "page", page.pk)]
    assert not is_public(page)


# --- languages --------------------------------------------------------------------------------------------------------------------


def test_captions_in_a_language_without_consent_are_not_public() -> None:
    person, video = PersonFactory(), None
    video = film_of(person)
    tracks = {code: CaptionTrackFactory(video=video, language=code) for code in ("fr", "en")}
    consent = ConsentFactory(person=person, videos=[video], covered=["fr"])
    assert list(public_tracks()) == [tracks["fr"]]
    with events() as written:
        consent.covers_en = True
        consent.save()
    assert written == [("CHANGED", "video", video.pk)]
    assert set(public_tracks()) == set(tracks.values())
    with events() as written:
        consent.covers_en = False
        consent.save()
    assert written == [("CHANGED", "video", video.pk)]


def test_a_testimony_is_served_only_in_the_languages_consented_to(home: BasePage) -> None:
    person = PersonFactory()
    page = story_of(home, person, ready=["en", "ar"])
    consent = ConsentFactory(person=person, pages=[page], covered=["fr", "en"], valid_until=TOMORROW)
    page.refresh_from_db()
    assert page.consented_languages == {"fr": TOMORROW.isoformat(), "en": TOMORROW.isoformat()}
    assert languages.ready_languages(page) == ("fr", "en")
    assert [languages.served_language(page, code) for code in ("fr", "en", "ar")] == ["fr", "en", "fr"]
    with events() as written:
        consent.covers_en = False
        consent.save()
    assert written == [("CHANGED", "page", page.pk)]
    with events() as written:
        consent.covers_fr, consent.covers_en = False, True
        consent.save()
    assert written == [("WITHDRAWN", "page", page.pk)]
    assert not is_public(page)


def test_the_languages_of_several_people_are_those_of_all(home: BasePage) -> None:
    first, second = PersonFactory(), PersonFactory()
    page = story_of(home, first, second)
    ConsentFactory(person=first, pages=[page], covered=["fr"])
    ConsentFactory(person=first, pages=[page], covered=["fr", "en"], valid_until=TOMORROW)
    ConsentFactory(person=second, pages=[page], covered=["fr", "en", "ar"])
    page.refresh_from_db()
    assert page.consented_languages == {"fr": "", "en": TOMORROW.isoformat()}


def test_an_old_revision_brings_no_old_consent_back(home: BasePage) -> None:
    person = PersonFactory()
    page = story_of(home, person, ready=["en"])
    consent = ConsentFactory(person=person, pages=[page])
    revision = BasePage.objects.get(pk=page.pk).specific.save_revision()
    consent.covers_en = False
    consent.save()
    revision.publish()
    page.refresh_from_db()
    assert page.consented_languages == {"fr": "", "ar": ""}


def test_a_copy_of_a_testimony_needs_a_consent_of_its_own(home: BasePage) -> None:
    person = PersonFactory()
    page = story_of(home, person)
    ConsentFactory(person=person, pages=[page])
    copy = BasePage.objects.get(pk=page.pk).specific.copy(update_attrs={"slug": "copie"}, keep_live=True)
    assert not is_public(copy)
    assert BasePage.objects.get(pk=copy.pk).consented_languages == {}


# --- the end of a day -------------------------------------------------------------------------------------------------------------


def test_a_consent_ends_with_its_last_day_in_paris_without_anybody_doing_anything() -> None:
    person = PersonFactory()
    video = film_of(person)
    ConsentFactory(person=person, videos=[video], signed_on=dt.date(2030, 1, 1), valid_until=dt.date(2030, 6, 30))
    last_second = dt.datetime(2030, 6, 30, 23, 59, 59, tzinfo=PARIS)
    assert is_public(video, last_second)
    assert not is_public(video, last_second + dt.timedelta(seconds=1))
    assert is_public(video, dt.datetime(2029, 12, 31, 23, 0, tzinfo=dt.UTC))
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert is_public(video, last_second)


@pytest.fixture
def at_midnight(monkeypatch: pytest.MonkeyPatch) -> Callable[[], dt.datetime]:
    """Lets a day pass; the moment just after midnight."""

    def pass_midnight() -> dt.datetime:
        after = dt.datetime.combine(TOMORROW, dt.time(0, 0, 1), PARIS)
        monkeypatch.setattr("django.utils.timezone.now", lambda: after)
        return after

    return pass_midnight


def test_the_scheduler_journals_the_end_once(home: BasePage, at_midnight: Callable[[], dt.datetime]) -> None:
    person = PersonFactory()
    video, page = film_of(person), story_of(home, person, ready=["en"])
    ConsentFactory(person=person, videos=[video], valid_until=TODAY)
    ConsentFactory(person=person, pages=[page], covered=["fr"])
    ConsentFactory(person=person, pages=[page], covered=["en"], valid_until=TODAY)
    page.refresh_from_db()
    assert languages.ready_languages(page) == ("fr", "en")
    with events() as written:
        assert run_due(timezone.now()) == Outcome(done=0, failed=0)
    assert written == []
    after = at_midnight()
    # The clock alone has taken it away.
    assert not is_public(video)
    assert languages.ready_languages(page) == ("fr",)
    with events() as written:
        assert run_due(after) == Outcome(done=2, failed=0)
    assert written == [("WITHDRAWN", "video", video.pk), ("CHANGED", "page", page.pk)]
    with events() as written:
        assert run_due(after) == Outcome(done=0, failed=0)
    assert written == []


def test_a_consent_whose_end_cannot_be_journalled_raises_an_alarm_and_stops_no_other(
    at_midnight: Callable[[], dt.datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [PersonFactory(), PersonFactory()]
    videos = [film_of(person) for person in people]
    first, _second = [
        ConsentFactory(person=person, videos=[video], valid_until=TODAY) for person, video in zip(people, videos, strict=True)
    ]
    journal = publication.consents_changed

    def fail_for_the_first(of: list[int]) -> None:
        if of == [people[0].pk]:
            raise RuntimeError("the disk is full")
        journal(of)

    monkeypatch.setattr(publication, "consents_changed", fail_for_the_first)
    after = at_midnight()
    with events() as written:
        assert run_due(after) == Outcome(done=1, failed=1)
    assert written == [("WITHDRAWN", "video", videos[1].pk)]
    alarm = SchedulerAlarm.objects.get()
    assert (alarm.action, alarm.object_id, alarm.error) == ("lapse", str(first.pk), "RuntimeError: the disk is full")


# --- what is refused --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"signed_on": TOMORROW},
        {"withdrawn_on": TOMORROW},
        {"valid_until": dt.date(2020, 9, 30)},
        {"covers_fr": False, "covers_en": False, "covers_ar": False},
        {"networks": ["minitel"]},
    ],
    ids=["signed tomorrow", "withdrawn tomorrow", "over before it began", "no language", "unknown network"],
)
def test_a_form_refuses_impossible_consents(values: dict[str, Any]) -> None:
    consent = ConsentFactory(networks=[Network.PRESS])
    consent.full_clean()
    for name, value in values.items():
        setattr(consent, name, value)
    with pytest.raises(ValidationError):
        consent.full_clean()


@pytest.mark.parametrize("show", [film_of, picture_of], ids=["video", "image"])
def test_somebody_who_is_shown_is_not_deleted(show: Callable[[Person], Model]) -> None:
    person = PersonFactory()
    thing = show(person)
    with events() as written, pytest.raises(ProtectedError), transaction.atomic():
        person.delete()
    assert written == []
    assert not is_public(thing)
    assert Person.objects.filter(pk=person.pk).exists()


def test_deleting_what_was_consented_to_leaves_the_consent() -> None:
    person = PersonFactory()
    image = picture_of(person)
    consent = ConsentFactory(person=person, images=[image])
    image_id = image.pk
    with events() as written:
        image.delete()
    assert written == [("WITHDRAWN", "image", image_id)]
    assert ConsentedImage.objects.filter(consent=consent).count() == 0
    assert PublicRecord.objects.filter(kind="image", object_id=image_id).count() == 0


def test_a_signed_file_is_deleted_with_its_consent_and_when_another_takes_its_place(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    consent = ConsentFactory(signed_file=ContentFile(pdf(), name="Justine.pdf"))
    storage, first = consent.signed_file.storage, consent.signed_file.name
    assert "Justine" not in first
    with django_capture_on_commit_callbacks(execute=True):
        consent.signed_file = ContentFile(pdf(), name="autre.pdf")
        consent.save()
    assert (storage.exists(first), storage.exists(consent.signed_file.name)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        consent.delete()
    assert not storage.exists(consent.signed_file.name)
