"""The readiness of an edition: what is missing, in words, whose it is, and where it is mended; in a set number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.editions.candidates import members_of
from editorial.editions.drafts import newest_versions
from editorial.editions.facts import DeadLinks, facts_of
from editorial.editions.readiness import Family, Readiness, readiness_of
from pages.days import day_of
from pages.models import BasePage, StandardPage
from pages.releases import content_digest
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.editorial.editions.scenes import approved, edition_of, let_go_by, listing, new_content
from tests.factories import (
    ConsentFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    PersonFactory,
    VideoFactory,
)

pytestmark = pytest.mark.django_db

TODAY = day_of()


def readiness(edition: Any, user: Any, dead_links: DeadLinks | None = None) -> Readiness:
    return readiness_of(facts_of(members_of(fresh(edition)), user, dead_links), TODAY)


def told(found: Readiness, title: str, family: Family) -> list[tuple[str, bool, str]]:
    """What is said of a page about a family: the words, whether they stand in the way, and where they are mended."""
    page = next(page for page in found.pages if page.title == title)
    return [
        (line.words.replace("\N{NO-BREAK SPACE}", " "), line.blocks, line.place.split(".")[0])
        for line in page.lines
        if line.family is family
    ]


def test_an_edition_with_everything_lacks_nothing_but_translations(club: Club) -> None:
    edition = edition_of(club, new_content(club, "Nouvelle"), live_page_of(club.enfance, "Déjà là"))
    found = readiness(edition, club.coordination.publisher)
    assert [(page.title, page.state, page.owner) for page in found.pages] == [
        ("Édition neuve", "Brouillon à sortir", "coordination"),
        ("Nouvelle", "Brouillon à sortir", "e-Enfance"),
        ("Déjà là", "Publique, reste telle quelle", "e-Enfance"),
    ]
    assert (found.blocking, found.going_out) == (0, 2)
    assert {line.family for page in found.pages for line in page.lines} == {Family.LANGUAGES}
    assert told(found, "Nouvelle", Family.LANGUAGES) == [
        ("English : pas commencé", False, "title_en"),
        ("العربيّة : pas commencé", False, "title_ar"),
    ]


def test_languages_say_how_far_they_are(club: Club) -> None:
    page = live_page_of(club.enfance, "Publique", title_en="Public", title_ar="عام", summary_ar="ملخص", ready=["ar"])
    found = readiness(edition_of(club, page), club.coordination.publisher)
    assert told(found, "Publique", Family.LANGUAGES) == [("English : pas prêt (50 %)", False, "is_ready_en")]


def test_approvals_say_whose_word_is_missing(club: Club) -> None:
    crisis = draft_of(club.enfance, "Urgence", is_crisis=True, body_fr=[("helpline", HelplineFactory())])
    quiet = draft_of(club.enfance, "Calme", slug="calme")
    edition = listing(club, edition_of(club), crisis, quiet)
    found = readiness(edition, club.coordination.publisher)
    another = ("Une autre association doit encore approuver cette version.", True, "")
    assert told(found, "Urgence", Family.APPROVALS) == [another]
    assert told(found, "Édition neuve", Family.APPROVALS) == [another]
    assert told(found, "Calme", Family.APPROVALS) == [
        ("Une personne qui la publie doit encore donner son feu vert pour cette version.", True, "")
    ]
    let_go_by(club.enfance.publisher, quiet)
    for page in (crisis, edition):
        approved(club, page)
    assert readiness(edition, club.coordination.publisher).blocking == 0
    save_draft(quiet, club.enfance.editor, title_fr="Calme, revue")
    assert readiness(edition, club.coordination.publisher).blocking == 1


def test_captions_pictures_and_helplines_lead_to_their_block(club: Club) -> None:
    picture = {"image": ImageFactory(title="Écran", alt_text_fr=""), "alt_text": "", "is_decorative": False, "caption": ""}
    page = draft_of(
        club.enfance,
        "Pleine",
        body_fr=[("image", picture), ("video", VideoFactory(title_fr="Film")), ("paragraph", "<p>Au 0800 200 000.</p>")],
    )
    HelplineFactory(number_short="3018", supersedes=["0800 200 000"])
    edition = edition_of(club, let_go_by(club.enfance.publisher, page))
    found = readiness(edition, club.coordination.publisher)
    for family, words in ((Family.IMAGES, "« Écran »"), (Family.CAPTIONS, "« Film »"), (Family.HELPLINES, "0800 200 000")):
        ((line, blocks, place),) = told(found, "Pleine", family)
        assert (words in line, blocks, place) == (True, True, "body_fr")
    blocks = fresh(page).latest_revision.as_object().body_fr.raw_data
    lines = {line.family: line.place for line in next(page for page in found.pages if page.title == "Pleine").lines}
    assert lines[Family.CAPTIONS] == f"body_fr.{blocks[1]['id']}"


def test_consents_links_and_dates(club: Club) -> None:
    witness, seen = PersonFactory(), PersonFactory()
    hidden = draft_of(club.unaf, "Cachée", slug="cachee")
    film = VideoFactory(title_fr="Film", people_shown=[seen])
    story = draft_of(
        club.enfance,
        "Histoire",
        testimony_of=[witness],
        review_due_on=TODAY,
        body_fr=[("paragraph", f'<p><a linktype="page" id="{hidden.pk}">Voir</a></p>'), ("video", film)],
    )
    edition = edition_of(club, let_go_by(club.enfance.publisher, story), launch_date=TODAY - dt.timedelta(days=1))
    user = club.coordination.publisher
    found = readiness(
        edition, user, lambda versions: {version.pk: ["https://perdu.invalid/"] for version in versions if version.pk == story.pk}
    )
    assert told(found, "Histoire", Family.CONSENTS) == [
        ("Cachée aux lecteurs : il manque le consentement d’une personne qui témoigne.", False, "testimony_of"),
        ("La vidéo « Film » est cachée : il manque le consentement d’une personne qu’elle montre.", False, ""),
    ]
    assert told(found, "Histoire", Family.LINKS) == [
        # The coordination does not see the drafts of the UNAF.
        ("Renvoie à une page que les lecteurs ne trouveront pas.", False, ""),
        ("Cette adresse ne répond pas : https://perdu.invalid/", False, ""),
    ]
    assert [line[2] for line in told(found, "Histoire", Family.DATES)] == ["review_due_on"]
    assert [line[2] for line in told(found, "Édition neuve", Family.DATES)] == ["launch_date"]
    assert "« Cachée »" in told(readiness(edition, club.unaf.publisher), "Histoire", Family.LINKS)[0][0]
    ConsentFactory(person=witness, pages=[story], covered=["fr"])
    ConsentFactory(person=seen, videos=[film], covered=["fr"])
    approved(club, listing(club, edition, story, hidden))
    found = readiness(edition, user)
    # What goes out with the edition is found.
    assert (told(found, "Histoire", Family.CONSENTS), told(found, "Histoire", Family.LINKS)) == ([], [])


# --- statements ------------------------------------------------------------------------------------------------------------------


def full_content(club: Club, number: int) -> StandardPage:
    """A content with a picture, a film, a helpline, a testimony and a link."""
    return new_content(
        club,
        f"Contenu {number}",
        slug=f"contenu-{number}",
        testimony_of=[PersonFactory()],
        body_fr=[
            ("image", {"image": ImageFactory(), "alt_text": "", "is_decorative": False, "caption": ""}),
            ("video", VideoFactory(people_shown=[PersonFactory()])),
            ("helpline", HelplineFactory()),
            ("paragraph", f'<p><a linktype="page" id="{draft_of(club.unaf, slug=f"cachee-{number}").pk}">Voir</a></p>'),
        ],
    )


@pytest.mark.parametrize("number", [2, 12])
def test_the_statements_do_not_grow_with_the_contents(club: Club, browser: Callable[[Any], Client], number: int) -> None:
    contents = [full_content(club, place) for place in range(number - 1)]
    edition = edition_of(club, *contents, InterviewPageFactory(parent=club.enfance.space, video=VideoFactory()))
    client = browser(club.coordination.publisher)
    address = reverse("editorial_readiness", args=[edition.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(answer.context["readiness"].pages) == number + 1
    assert len(asked) == 58, "\n".join(sorted(query["sql"] for query in asked.captured_queries))


def test_a_version_read_with_the_others_says_what_it_says_alone(club: Club) -> None:
    row = BasePage.objects.select_related("latest_revision").get(pk=full_content(club, 1).pk)
    with CaptureQueriesContext(connection) as asked:
        version = newest_versions([row])[row.pk]
        digest = content_digest(version)
    assert (digest, len(asked)) == (content_digest(row.latest_revision.as_object()), 0)


# --- whose business it is ----------------------------------------------------------------------------------------------------------


def test_those_who_see_no_drafts_of_the_edition_do_not_read_it(club: Club, browser: Callable[[Any], Client]) -> None:
    edition = edition_of(club, new_content(club, "Nouvelle"))
    address = reverse("editorial_readiness", args=[edition.pk])
    for user in (club.enfance.publisher, club.unaf.editor):
        assert browser(user).get(address)["Location"] == reverse("wagtailadmin_home")
    assert browser(club.coordination.publisher).get(address).status_code == 200
