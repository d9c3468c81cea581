"""Each change of what the public may see writes exactly its events, in the same transaction; drafts write none."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages import languages
from pages.models import BasePage, ContentEvent, GuidePage, InterviewSpeaker, Person, PublicRecord, StandardPage
from pages.paths import current_paths
from tests.factories import (
    CaptionTrackFactory,
    DocumentFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationPageFactory,
    PersonFactory,
    StandardPageFactory,
    ThemeFactory,
    VideoFactory,
    collection,
    private_collection,
    restrict,
)
from tests.pages.journal import events

pytestmark = pytest.mark.django_db


def fresh(page: BasePage) -> BasePage:
    return BasePage.objects.get(pk=page.pk).specific


def test_drafts_write_nothing(home: BasePage) -> None:
    with events() as written:
        page = StandardPageFactory(parent=home, live=False)
        page.title_fr = "Autre"
        page.save_revision()
        page.save()
        page.slug = "ailleurs"
        page.save()
        page.delete()
    assert written == []
    assert PublicRecord.objects.filter(object_id=page.pk).count() == 0


def test_publishing_a_draft_publishes_once_and_editing_its_draft_writes_nothing(home: BasePage) -> None:
    page = StandardPageFactory(parent=home, live=False, has_unpublished_changes=True)
    with events() as written:
        page.save_revision().publish()
    assert written == [("PUBLISHED", "page", page.pk)]
    with events() as written:
        page = fresh(page)
        page.title_fr = "Un brouillon"
        page.save_revision()
    assert written == []
    with events() as written:
        fresh(page).latest_revision.publish()
    assert written == [("CHANGED", "page", page.pk)]


def test_the_event_carries_key_and_paths(home: BasePage) -> None:
    page = StandardPageFactory(parent=home, slug="a-propos", address_en="about", ready=["en"])
    event = ContentEvent.objects.get(object_id=page.pk, kind="page")
    assert str(event.object_key) == page.key
    assert event.paths == {"fr": "/a-propos", "en": "/about", "ar": "/a-propos"}
    page.delete()
    gone = ContentEvent.objects.latest("pk")
    assert (gone.action, gone.object_key, gone.paths) == ("WITHDRAWN", event.object_key, event.paths)


def test_unpublishing_withdraws_and_publishing_again_publishes(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    with events() as written:
        fresh(page).unpublish()
    assert written == [("WITHDRAWN", "page", page.pk)]
    assert current_paths([page.pk]) == {}
    with events() as written:
        fresh(page).save_revision().publish()
    assert written == [("PUBLISHED", "page", page.pk)]
    assert set(current_paths([page.pk])[page.pk]) == {"fr", "en", "ar"}


def test_scheduling_writes_nothing_until_the_time_comes(home: BasePage) -> None:
    page = StandardPageFactory(parent=home, live=False)
    with events() as written:
        page.go_live_at = timezone.now() + dt.timedelta(hours=1)
        revision = page.save_revision(approved_go_live_at=page.go_live_at)
        revision.publish()
    assert written == []
    with events() as written:
        due = fresh(page).latest_revision
        due.content["go_live_at"] = (timezone.now() - dt.timedelta(minutes=1)).isoformat()
        due.save()
        due.publish()
    assert written == [("PUBLISHED", "page", page.pk)]


def test_expiry_withdraws(home: BasePage) -> None:
    page = StandardPageFactory(parent=home, expire_at=timezone.now() + dt.timedelta(hours=1))
    with events() as written:
        fresh(page).unpublish(set_expired=True)
    assert written == [("WITHDRAWN", "page", page.pk)]


def test_a_live_copy_is_published_and_a_draft_copy_is_not(home: BasePage) -> None:
    page = StandardPageFactory(parent=home, last_published_at=timezone.now(), first_published_at=timezone.now())
    child = StandardPageFactory(parent=page)
    with events() as written:
        copy = fresh(page).copy(recursive=True, update_attrs={"slug": "copie"}, keep_live=True)
    copied_child = fresh(copy).get_children().get()
    # Wagtail saves a live copy twice: as it is made, then with the day of its own publication.
    assert written == [(action, "page", pk) for pk in (copy.pk, copied_child.pk) for action in ("PUBLISHED", "CHANGED")]
    assert child.pk != copied_child.pk
    with events() as written:
        fresh(page).copy(recursive=True, update_attrs={"slug": "brouillon"}, keep_live=False)
    assert written == []


def test_a_live_copy_in_a_restricted_place_writes_nothing(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    private = StandardPageFactory(parent=home)
    restrict(private)
    with events() as written:
        copy = page.copy(to=private, update_attrs={"slug": "copie"}, keep_live=True)
    assert copy.live
    assert written == []


def test_a_move_changes_the_page_and_everything_public_below(home: BasePage) -> None:
    page, place = StandardPageFactory(parent=home), StandardPageFactory(parent=home)
    child = StandardPageFactory(parent=page)
    StandardPageFactory(parent=page, live=False)
    with events() as written:
        fresh(page).move(place, pos="last-child")
    assert written == [("CHANGED", "page", page.pk), ("CHANGED", "page", child.pk)]


def test_a_move_into_a_restricted_place_withdraws_and_back_publishes(home: BasePage) -> None:
    page, private = StandardPageFactory(parent=home), StandardPageFactory(parent=home)
    child = StandardPageFactory(parent=page)
    restrict(private)
    with events() as written:
        fresh(page).move(private, pos="last-child")
    assert written == [("WITHDRAWN", "page", page.pk), ("WITHDRAWN", "page", child.pk)]
    with events() as written:
        fresh(page).move(home, pos="last-child")
    assert written == [("PUBLISHED", "page", page.pk), ("PUBLISHED", "page", child.pk)]


def test_reordering_changes_the_page_that_was_moved_and_no_other(home: BasePage) -> None:
    first, second, third = (StandardPageFactory(parent=home) for _ in range(3))
    child = StandardPageFactory(parent=second)
    with events() as written:
        fresh(third).move(fresh(first), pos="left")
    assert written == [("CHANGED", "page", third.pk)]
    with events() as written:
        for page in (first, second, third, child):
            fresh(page).save()
    assert written == []


def test_a_new_address_changes_the_page_and_everything_public_below(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    child = StandardPageFactory(parent=page)
    with events() as written:
        changed = fresh(page)
        languages.set_address(changed, "en", "elsewhere")
        changed.save()
    assert written == [("CHANGED", "page", page.pk), ("CHANGED", "page", child.pk)]


def test_deleting_a_subtree_withdraws_each_public_page(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    child = StandardPageFactory(parent=page)
    draft = StandardPageFactory(parent=page, live=False)
    with events() as written:
        fresh(page).delete()
    assert sorted(written) == sorted([("WITHDRAWN", "page", page.pk), ("WITHDRAWN", "page", child.pk)])
    assert PublicRecord.objects.filter(kind="page", object_id__in=[page.pk, child.pk, draft.pk]).count() == 0


def test_deleting_a_restricted_subtree_never_publishes_it(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    StandardPageFactory(parent=page)
    restrict(page)
    with events() as written:
        fresh(page).delete()
    assert written == []


def test_deleting_through_a_queryset_is_journalled_too(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    with events() as written:
        StandardPage.objects.filter(pk=page.pk).delete()
    assert written == [("WITHDRAWN", "page", page.pk)]


def test_a_restriction_on_an_ancestor_withdraws_everything_below_and_lifting_it_publishes(home: BasePage) -> None:
    space = OrganisationPageFactory(parent=home)
    page = StandardPageFactory(parent=space)
    StandardPageFactory(parent=space, live=False)
    with events() as written:
        restriction = restrict(space)
    assert written == [("WITHDRAWN", "page", space.pk), ("WITHDRAWN", "page", page.pk)]
    with events() as written:
        edited = fresh(page)
        edited.title_fr = "Sous clé"
        edited.save()
    assert written == []
    with events() as written:
        restriction.delete()
    assert written == [("PUBLISHED", "page", space.pk), ("PUBLISHED", "page", page.pk)]
    with events() as written:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret")
        PageViewRestriction.objects.all().delete()
    assert written == [("WITHDRAWN", "page", page.pk), ("PUBLISHED", "page", page.pk)]


def test_saving_a_live_page_from_a_script_is_journalled_and_saving_it_unchanged_is_not(home: BasePage) -> None:
    page = GuidePageFactory()
    with events() as written:
        page.steps_fr = [("paragraph", "<p>Respirer.</p>")]
        page.save()
    assert written == [("CHANGED", "page", page.pk)]
    with events() as written:
        fresh(page).save()
    assert written == []


def test_children_and_related_sets_are_part_of_a_page(home: BasePage) -> None:
    page, person, theme = InterviewPageFactory(), PersonFactory(), ThemeFactory()
    with events() as written:
        page.speakers.add(InterviewSpeaker(person=person, role_fr="directrice"))
        page.save()
    assert written == [("CHANGED", "page", page.pk)]
    with events() as written:
        page = fresh(page)
        page.themes.add(theme)
        page.save()
    assert written == [("CHANGED", "page", page.pk)]


def test_saving_private_columns_writes_nothing(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    with events() as written:
        page = fresh(page)
        page.locked = True
        page.save(update_fields=["locked"])
    assert written == []


def test_records_are_journalled(home: BasePage) -> None:
    with events() as written:
        person = PersonFactory()
        person.role_fr = "directrice"
        person.save()
        person.save()
        person.delete()
    pk = written[0][2]
    assert written == [("PUBLISHED", "person", pk), ("CHANGED", "person", pk), ("WITHDRAWN", "person", pk)]
    with events() as written:
        line = HelplineFactory()
        hours = line.hours.all()[0]
        hours.closes = dt.time(22)
        line.hours.add(hours)
        line.save()
    assert written == [("PUBLISHED", "helpline", line.pk), ("CHANGED", "helpline", line.pk)]


def test_documents_follow_their_collection(home: BasePage) -> None:
    with events() as written:
        document = DocumentFactory()
        document.title = "Autre"
        document.save()
        document.collection = private_collection()
        document.save()
    assert written == [(action, "document", document.pk) for action in ("PUBLISHED", "CHANGED", "WITHDRAWN")]


def test_images_and_videos_follow_their_collection(home: BasePage) -> None:
    shelf, private = collection(), private_collection()
    with events() as written:
        image, video = ImageFactory(collection=shelf), VideoFactory(collection=shelf)
        hidden = ImageFactory(collection=private)
    assert written == [("PUBLISHED", "image", image.pk), ("PUBLISHED", "video", video.pk)]
    with events() as written:
        image.collection = private
        image.save()
        hidden.collection = shelf
        hidden.save()
    assert written == [("WITHDRAWN", "image", image.pk), ("PUBLISHED", "image", hidden.pk)]
    with events() as written:
        ImageFactory(collection=private).delete()
    assert written == []


def test_captions_are_part_of_their_video(home: BasePage) -> None:
    video = VideoFactory()
    with events() as written:
        CaptionTrackFactory(video=video)
    assert written == [("CHANGED", "video", video.pk)]


def test_a_restricted_collection_withdraws_its_files_and_those_below(home: BasePage) -> None:
    outer = collection("Extérieur")
    inner = collection("Intérieur", parent=outer)
    image, video = ImageFactory(collection=inner), VideoFactory(collection=inner)
    with events() as written:
        restriction = outer.view_restrictions.create(restriction_type="login")
    assert written == [("WITHDRAWN", "image", image.pk), ("WITHDRAWN", "video", video.pk)]
    with events() as written:
        restriction.delete()
    assert written == [("PUBLISHED", "image", image.pk), ("PUBLISHED", "video", video.pk)]


def test_a_refused_save_writes_nothing(home: BasePage) -> None:
    StandardPageFactory(parent=home, slug="pris")
    page = StandardPageFactory(parent=home, slug="libre", live=False)
    page.slug = "pris"
    with events() as written, pytest.raises(ValidationError):
        page.save()
    assert written == []
    assert StandardPage.objects.get(pk=page.pk).slug == "libre"


def test_events_fall_with_their_transaction(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    before = list(PublicRecord.objects.order_by("pk").values())
    with events() as written, transaction.atomic():
        fresh(page).unpublish()
        PersonFactory()
        transaction.set_rollback(True)
    assert written == []
    assert list(PublicRecord.objects.order_by("pk").values()) == before
    assert GuidePage.objects.count() == 0
    assert Person.objects.count() == 0


def test_an_alias_is_refused(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    with events() as written, pytest.raises(ValidationError):
        page.create_alias(update_slug="alias")
    assert written == []
    assert StandardPage.objects.count() == 1


def test_the_journal_never_looks_at_the_name_of_a_draft_in_another_language(home: BasePage) -> None:
    page = StandardPageFactory(parent=home, ready=["en"])
    with events() as written:
        page = fresh(page)
        page.title_en = "A draft"
        page.save_revision()
    assert written == []
