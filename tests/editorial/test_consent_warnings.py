"""The screens of pages, films and images say who has not consented, and what is missing, to those who may read consents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from pages.consent_warnings import Lack, Missing, lacks, shown_by_page, warnings_for
from pages.days import day_of
from pages.models import ClubImage, Consent, Person, StandardPage, Video
from tests.api.asking import data_of
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.factories import ConsentFactory, ImageFactory, InterviewPageFactory, OrganisationFactory, PersonFactory, VideoFactory

pytestmark = pytest.mark.django_db

TODAY = day_of()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
NAMELESS = "«\xa0{}\xa0» n’est pas public\xa0: il manque le consentement de quelqu’un qu’on y voit ou entend."
NAMED = "«\xa0{}\xa0» n’est pas public tant que chacune de ces personnes n’y consent pas\xa0:"
Browser = Callable[[Any], Client]


@pytest.fixture
def camille() -> Person:
    return PersonFactory(display_name_fr="Camille", slug="camille")


def film_of(*people: Person, **fields: Any) -> Video:
    video = VideoFactory(**{"title_fr": "Film", **fields})
    video.people_shown = list(people)
    video.save()
    return video


def story_of(club: Club, *people: Person) -> StandardPage:
    page = live_page_of(club.enfance, "Histoire", slug="histoire")
    page.testimony_of = list(people)
    page.save()
    return fresh(page)


def screen(client: Client, name: str, pk: int) -> str:
    """The words of an edit screen."""
    response = client.get(reverse(name, args=[pk]))
    assert response.status_code == 200
    return unescape(strip_tags(response.content.decode()))


# --- what is missing -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "missing", "day", "words"),
    [
        (None, Missing.NONE, None, "Camille\xa0: il n’y a pas de consentement valable"),
        ({"valid_until": dt.date(2021, 3, 1)}, Missing.OVER, dt.date(2021, 3, 1), "Camille\xa0: le consentement a pris fin le 1 mars 2021"),
        (
            {"withdrawn_on": dt.date(2021, 3, 2), "valid_until": dt.date(2021, 3, 1)},
            Missing.WITHDRAWN,
            dt.date(2021, 3, 2),
            "Camille\xa0: le consentement a été retiré le 2 mars 2021",
        ),
        ({"covered": ["en"]}, Missing.LANGUAGE, None, "Camille\xa0: le consentement ne couvre pas le français"),
    ],
    ids=["none", "over", "withdrawn", "French not covered"],
)
def test_what_is_missing_of_a_testimony(
    club: Club, camille: Person, conditions: dict[str, Any] | None, missing: Missing, day: dt.date | None, words: str
) -> None:
    page = story_of(club, camille)
    if conditions is not None:
        ConsentFactory(person=camille, pages=[page], **conditions)
    found = lacks(page, Consent.objects.all())
    assert found == [Lack(camille, missing, day)]
    assert str(found[0]) == words


def test_a_minor_without_a_parent_s_signature_and_a_consent_that_has_yet_to_begin() -> None:
    OrganisationFactory()
    child, adult = PersonFactory(display_name_fr="Alix", slug="alix", is_minor=True), PersonFactory(display_name_fr="Zoé", slug="zoe")
    video = film_of(adult, child)
    ConsentFactory(person=child, videos=[video])
    ConsentFactory(person=adult, videos=[video], signed_on=TOMORROW)
    found = lacks(video, Consent.objects.all())
    assert found == [Lack(child, Missing.GUARDIAN), Lack(adult, Missing.NOT_YET, TOMORROW)]
    assert str(found[0]) == "Alix\xa0: il manque le consentement d’un parent ou d’un tuteur"
    assert str(found[1]).startswith("Zoé\xa0: le consentement commence le ")


def test_the_last_consent_decides_and_a_valid_one_ends_the_matter() -> None:
    OrganisationFactory()
    person = PersonFactory()
    video = film_of(person)
    ConsentFactory(person=person, videos=[video], signed_on=dt.date(2021, 1, 1), valid_until=YESTERDAY)
    ConsentFactory(person=person, videos=[video], signed_on=dt.date(2020, 1, 1), withdrawn_on=YESTERDAY)
    ConsentFactory(person=person, images=[ImageFactory()], signed_on=dt.date(2022, 1, 1), withdrawn_on=TODAY)
    assert lacks(video, Consent.objects.all()) == [Lack(person, Missing.OVER, YESTERDAY)]
    ConsentFactory(person=person, videos=[video], signed_on=dt.date(2020, 6, 1))
    assert lacks(video, Consent.objects.all()) == []


# --- who is told -----------------------------------------------------------------------------------------------------------------


def test_the_screen_of_a_page_names_them_to_its_publishers_only(club: Club, camille: Person, browser: Browser) -> None:
    page = story_of(club, camille)
    consent = ConsentFactory(person=camille, organisation=club.enfance.organisation, pages=[page], withdrawn_on=dt.date(2021, 3, 2))
    details = "Camille\xa0: le consentement a été retiré le 2 mars 2021"

    named = screen(browser(club.enfance.publisher), "wagtailadmin_pages:edit", page.pk)
    assert (NAMED.format("Histoire") in named, details in named) == (True, True)
    nameless = screen(browser(club.enfance.editor), "wagtailadmin_pages:edit", page.pk)
    assert (NAMELESS.format("Histoire") in nameless, "retiré le" in nameless) == (True, False)

    consent.withdrawn_on = None
    consent.save()
    for user in (club.enfance.publisher, club.enfance.editor):
        assert "n’est pas public" not in screen(browser(user), "wagtailadmin_pages:edit", page.pk)


def test_a_draft_is_told_of_those_who_would_testify_in_it(club: Club, camille: Person, browser: Browser) -> None:
    page = draft_of(club.enfance, "Brouillon")
    assert "consent" not in screen(browser(club.enfance.publisher), "wagtailadmin_pages:edit", page.pk).split("Brouillon")[0]
    save_draft(page, club.enfance.editor, testimony_of=[camille])
    opened = screen(browser(club.enfance.publisher), "wagtailadmin_pages:edit", page.pk)
    assert NAMED.format("Brouillon") in opened
    assert "Camille\xa0: il n’y a pas de consentement valable" in opened


def test_a_page_is_told_of_the_films_and_images_it_shows(club: Club, camille: Person) -> None:
    video, cover, inside, quiet = film_of(camille), ImageFactory(title="Portrait"), ImageFactory(title="Dans le texte"), VideoFactory()
    for image in (cover, inside):
        image.people_shown.add(camille)
    page = InterviewPageFactory(
        parent=club.enfance.space,
        title_fr="Entretien",
        video=video,
        cover_image=cover,
        introduction_fr=[("image", {"image": inside, "alt_text": "", "is_decorative": True}), ("video", quiet)],
    )
    assert list(shown_by_page(page)) == [page, video, cover, inside]
    warnings = [strip_tags(warning) for warning in warnings_for(club.enfance.publisher, shown_by_page(page))]
    nobody = "Camille\xa0: il n’y a pas de consentement valable"
    assert warnings == [f"{NAMED.format(name)}{nobody}" for name in ("Film", "Portrait", "Dans le texte")]


def test_the_screen_of_a_film(club: Club, camille: Person, browser: Browser) -> None:
    video = film_of(camille, collection=club.enfance.team.collection)
    named = screen(browser(club.enfance.publisher), "wagtailsnippets_pages_video:edit", video.pk)
    assert (NAMED.format("Film") in named, "Camille\xa0: il n’y a pas de consentement valable" in named) == (True, True)
    nameless = screen(browser(club.enfance.editor), "wagtailsnippets_pages_video:edit", video.pk)
    assert (NAMELESS.format("Film") in nameless, "il n’y a pas de consentement valable" in nameless) == (True, False)
    ConsentFactory(person=camille, organisation=club.enfance.organisation, videos=[video])
    assert "n’est pas public" not in screen(browser(club.enfance.editor), "wagtailsnippets_pages_video:edit", video.pk)


def test_the_screen_of_an_image_and_of_the_poster_of_a_film(club: Club, camille: Person, browser: Browser) -> None:
    own = club.enfance.team.collection
    image: ClubImage = ImageFactory(title="Portrait", collection=own)
    image.people_shown.add(camille)
    poster: ClubImage = ImageFactory(title="Affiche", collection=own)
    film_of(camille, poster=poster)
    for shown, name in ((image, "Portrait"), (poster, "Film")):
        named = screen(browser(club.enfance.publisher), "wagtailimages:edit", shown.pk)
        assert (NAMED.format(name) in named, "Camille\xa0: il n’y a pas de consentement valable" in named) == (True, True)
        nameless = screen(browser(club.enfance.editor), "wagtailimages:edit", shown.pk)
        assert (NAMELESS.format(name) in nameless, "il n’y a pas de consentement valable" in nameless) == (True, False)


def test_another_association_s_consent_gives_nothing_away(club: Club, camille: Person) -> None:
    video = film_of(camille)
    ConsentFactory(person=camille, organisation=club.unaf.organisation, videos=[video], withdrawn_on=dt.date(2021, 3, 2))
    [told] = warnings_for(club.enfance.publisher, [video])
    assert "<li>Camille\xa0: il n’y a pas de consentement valable</li>" in told
    [told] = warnings_for(club.unaf.publisher, [video])
    assert "<li>Camille\xa0: le consentement a été retiré le 2 mars 2021</li>" in told


def test_names_are_words_not_markup(club: Club) -> None:
    video = film_of(PersonFactory(display_name_fr="<b>Camille</b>"), title_fr="<i>Film</i>")
    [told] = warnings_for(club.enfance.publisher, [video])
    assert ("&lt;b&gt;Camille&lt;/b&gt;" in told, "&lt;i&gt;Film&lt;/i&gt;" in told, "<b>" in told, "<i>" in told) == (
        True,
        True,
        False,
        False,
    )


def test_readers_are_told_nothing(club: Club, camille: Person) -> None:
    page = story_of(club, camille)
    ConsentFactory(person=camille, pages=[page], withdrawn_on=TODAY)
    assert data_of('{ page(path: "/e-enfance/histoire") { title } }') == {"page": None}
    answer = Client().get("/e-enfance/histoire/")
    assert (answer.status_code, "Camille" in answer.content.decode()) == (404, False)
