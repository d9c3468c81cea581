"""Whatever happens on the site, in whatever order, an index that followed it holds what a rebuild would make."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection

from pages import languages
from pages.models import GuidePage, InterviewPage, Person, ResourceIndexPage, Video
from search import indexing
from tests.factories import (
    GuidePageFactory,
    InterviewPageFactory,
    PersonFactory,
    ResourceIndexPageFactory,
    VideoFactory,
    private_collection,
    restrict,
)
from tests.search.contents import contents
from tests.search.encoders import WordsEncoder

# Events are read once their transaction is over: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


KINDS = ["add", "rename", "ready", "unready", "unpublish", "delete", "move", "restrict", "open", "person", "hide", "follow"]
changes = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=12)


def change(what: str, number: int, parents: list[ResourceIndexPage], person: Person, video: Video) -> None:
    guides = list(GuidePage.objects.order_by("pk"))
    parent = ResourceIndexPage.objects.get(pk=parents[number % 2].pk)
    page = guides[number % len(guides)] if guides else None
    match what:
        case "add":
            GuidePageFactory(parent=parent, title_fr=f"Guide {number}", ready=["en"] if number % 2 else [], steps_fr=[("video", video)])
        case "restrict":
            parent.view_restrictions.all().delete()
            restrict(parent)
        case "open":
            for restriction in parent.view_restrictions.all():
                restriction.delete()
        case "person":
            person.display_name_fr = f"Personne {number}"
            person.save()
        case "hide":
            video.collection = private_collection() if number % 2 else Collection.get_first_root_node()
            video.save()
        case "follow":
            indexing.follow_once()
        case _ if page is not None:
            change_page(what, page, parent, number)


def change_page(what: str, page: GuidePage, parent: ResourceIndexPage, number: int) -> None:
    match what:
        case "rename":
            page.title_fr = f"Autre {number}"
            page.save()
        case "ready" | "unready":
            languages.set_ready(page, "en", ready=what == "ready")
            page.title_en = f"Other {number}"
            page.save()
        case "unpublish":
            page.unpublish()
        case "delete":
            page.delete()
        case "move":
            page.move(parent, pos="last-child")


@given(changes)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_following_any_changes_leaves_what_a_rebuild_makes(encoder: WordsEncoder, index: None, changes: list[tuple[str, int]]) -> None:
    parents = list(ResourceIndexPage.objects.order_by("pk")) or [ResourceIndexPageFactory(), ResourceIndexPageFactory()]
    person = Person.objects.first() or PersonFactory()
    video = Video.objects.first() or VideoFactory(title_fr="Une vidéo")
    if not InterviewPage.objects.exists():
        InterviewPageFactory(interviewer=person, video=video, expire_at=timezone.now() + dt.timedelta(days=1))
    for what, number in changes:
        change(what, number, parents, person, video)
    while indexing.follow_once():
        pass
    followed = contents()
    encoder.asked.clear()
    indexing.rebuild(wait=False)
    assert contents() == followed
    # What is kept was made from the texts as they are.
    assert encoder.asked == []
