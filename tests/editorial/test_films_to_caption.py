"""A film public without captions is a task on the home page of its team's people, until the captions come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from editorial.films_to_caption import FilmToCaption, films_to_caption
from pages.models import InterviewPage, Video
from tests.editorial.conftest import Club, People
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    InterviewPageFactory,
    PersonFactory,
    StandardPageFactory,
    VideoFactory,
    private_collection,
    restrict,
)

pytestmark = pytest.mark.django_db


def film_of(people: People, title: str = "Film muet", **fields: Any) -> Video:
    """A video in the collection of a team."""
    return VideoFactory(title_fr=title, **{"collection": people.team.collection, **fields})


def interview_in(people: People, video: Video, title: str = "Entretien", **fields: Any) -> InterviewPage:
    return InterviewPageFactory(parent=people.space, title_fr=title, video=video, **fields)


def again(user: Any) -> Any:
    """The person of a new request: nothing is remembered of what they may do."""
    return get_user_model().objects.get(pk=user.pk)


def test_the_team_is_told_with_a_link_and_nobody_else(club: Club, browser: Callable[[Any], Client]) -> None:
    video = film_of(club.enfance)
    interview_in(club.enfance, video)
    link = f'<a href="{reverse("wagtailsnippets_pages_video:edit", args=[video.pk])}">Film muet</a>'

    def home(user: Any) -> str:
        return browser(user).get(reverse("wagtailadmin_home")).content.decode()

    for user in (club.enfance.editor, club.enfance.publisher):
        assert ("Films à sous-titrer" in home(user), link in home(user), "(Entretien)" in home(user)) == (True, True, True)
        assert films_to_caption(again(user)) == [FilmToCaption(video.pk, "Film muet", ("Entretien",), is_editable=True)]
    for user in (club.unaf.editor, club.unaf.publisher, club.coordination.publisher):
        assert ("Films à sous-titrer" in home(user), "Film muet" in home(user)) == (False, False)
    assert browser(club.enfance.editor).get(reverse("wagtailsnippets_pages_video:edit", args=[video.pk])).status_code == 200

    CaptionTrackFactory(video=video)

    assert "Films à sous-titrer" not in home(club.enfance.editor)
    assert films_to_caption(again(club.enfance.editor)) == []


def test_only_what_is_public_is_a_task(club: Club) -> None:
    person = PersonFactory()
    withheld = film_of(club.enfance, "Sans consentement")
    withheld.people_shown = [person]
    withheld.save()
    interview_in(club.enfance, withheld, "Retenu")
    interview_in(club.enfance, film_of(club.enfance, "En brouillon"), "Brouillon", live=False)
    interview_in(club.enfance, film_of(club.enfance, "Privé", collection=private_collection()), "Privé")
    hidden = interview_in(club.enfance, film_of(club.enfance, "Derrière un mot de passe"), "Réservé")
    restrict(hidden)
    film_of(club.enfance, "Montré nulle part")
    assert films_to_caption(club.enfance.editor) == []
    ConsentFactory(person=person, organisation=club.enfance.organisation, videos=[withheld])
    assert [film.title for film in films_to_caption(again(club.enfance.editor))] == ["Sans consentement"]


def test_a_film_of_another_team_is_told_without_a_link(club: Club) -> None:
    video = film_of(club.unaf, "Film de l'UNAF")
    interview_in(club.enfance, video)
    assert films_to_caption(club.enfance.editor) == [FilmToCaption(video.pk, "Film de l'UNAF", ("Entretien",), is_editable=False)]
    assert films_to_caption(club.unaf.editor) == []


def test_a_film_in_the_text_of_a_page_is_a_task_too(club: Club) -> None:
    video = film_of(club.enfance)
    page = StandardPageFactory(parent=club.enfance.space, title_fr="Page", body_fr=[("video", video)])
    # Wagtail's index of references follows once the change is committed.
    ReferenceIndex.create_or_update_for_object(page)
    interview_in(club.enfance, video)
    assert films_to_caption(club.enfance.editor) == [FilmToCaption(video.pk, "Film muet", ("Entretien", "Page"), is_editable=True)]


@pytest.mark.parametrize("count", [1, 20, 21])
def test_as_many_statements_for_one_as_for_twenty_and_no_more_are_listed(club: Club, count: int, browser: Callable[[Any], Client]) -> None:
    videos = [film_of(club.enfance, f"Film {number:02}") for number in range(count)]
    for number, video in enumerate(videos):
        interview_in(club.enfance, video, f"Entretien {number:02}")
    films_to_caption(club.enfance.editor)
    editor = again(club.enfance.editor)
    with CaptureQueriesContext(connection) as asked:
        found = films_to_caption(editor)
    assert found == [
        FilmToCaption(video.pk, f"Film {number:02}", (f"Entretien {number:02}",), is_editable=True) for number, video in enumerate(videos)
    ]
    # The films; interviews; texts; the reader's rights on pages, the spaces, the pages; the rights on videos, those of the reader.
    assert len(asked.captured_queries) == 8
    home = browser(club.enfance.editor).get(reverse("wagtailadmin_home")).content.decode()
    assert (home.count("(Entretien "), "et 1 autre" in home) == (min(count, 20), count == 21)
