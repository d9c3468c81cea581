"""What each type of page shows, in which order of headings."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from pages import models
from tests.api import scenes
from tests.api.scenes import stream
from tests.factories import (
    ONE_EVENING,
    ActivityPageFactory,
    ArticlePageFactory,
    ConversationPageFactory,
    DocumentFactory,
    EventPageFactory,
    FaqPageFactory,
    GuidePageFactory,
    InterviewPageFactory,
    KitPageFactory,
    PartnerResourcePageFactory,
    PersonFactory,
    TutorialPageFactory,
)
from tests.website.reading import Read, read
from website.presenting.editions import by_kind

pytestmark = pytest.mark.django_db

STEPS = stream(
    ("step", {"title": "Écouter", "text": "<p>Sans juger.</p>", "image": None}),
    ("step", {"title": "Agir", "text": "<p>Ensuite.</p>", "image": None}),
)


def headings(screen: Read) -> list[str]:
    """The headings of the page itself: those beside and below the text stand in every page."""
    return screen.texts("main .page-head h1, main .page-text :is(h1, h2, h3)")


def facts(screen: Read) -> list[str]:
    return screen.texts(".facts > div")


def test_a_guide(home: models.HomePage) -> None:
    GuidePageFactory(slug="guide", title_fr="Un guide", steps_fr=STEPS, duration_minutes=6, is_printable=True)
    screen = read("/en/ressources/guide")

    assert headings(screen) == ["Un guide", "Écouter", "Agir", "Who answers for this page"]
    assert screen.texts(".page-head .meta li") == ["Takes: 6 min", "in French"]
    assert [part.has_attr("hidden") for part in screen.tree.select("[data-print]")] == [True]


def test_a_guide_that_is_not_for_paper_offers_none(home: models.HomePage) -> None:
    GuidePageFactory(slug="guide", title_fr="Un guide", is_printable=False)

    assert read("/en/ressources/guide").tree.select("[data-print]") == []


def test_a_tutorial(home: models.HomePage) -> None:
    TutorialPageFactory(
        slug="tutoriel", title_fr="Un tutoriel", platform="iPhone", versions="iOS 18", last_verified_on=dt.date(2026, 2, 1), steps_fr=STEPS
    )
    screen = read("/en/ressources/tutoriel")

    assert facts(screen) == ["Device or application iPhone", "Versions iOS 18", "Every step tried on Feb. 1, 2026"]
    assert headings(screen) == ["Un tutoriel", "Écouter", "Agir", "Who answers for this page"]


def test_an_article(home: models.HomePage) -> None:
    ArticlePageFactory(slug="article", title_fr="Un article", body_fr=stream(("paragraph", "<p>Des mots.</p>")))
    screen = read("/en/ressources/article")

    assert (headings(screen), screen.texts(".page-text .prose")) == (["Un article", "Who answers for this page"], ["Des mots."])


def test_a_conversation(home: models.HomePage) -> None:
    ConversationPageFactory(
        slug="parler",
        title_fr="Parler",
        situation_fr=stream(("paragraph", "<p>Il joue.</p>")),
        openers=["À quoi tu joues ?", "Avec qui ?"],
        pitfalls=["Débrancher."],
    )
    screen = read("/en/ressources/parler")

    assert headings(screen) == ["Parler", "To say", "To avoid", "Who answers for this page"]
    assert screen.texts(".openers li") == ["À quoi tu joues ?", "Avec qui ?"]
    assert screen.texts(".pitfalls li") == ["Débrancher."]


def test_a_question(home: models.HomePage) -> None:
    FaqPageFactory(
        slug="question",
        title_fr="Porter plainte",
        question_fr="Peut-on porter plainte ?",
        answer_fr=stream(("paragraph", "<p>Oui.</p>")),
        reviewed_by=PersonFactory(display_name_fr="Camille Martin"),
    )
    screen = read("/en/ressources/question")

    assert headings(screen) == [
        "Porter plainte",
        "The question",
        "Our answer",
        "Answer read by",
        "Camille Martin",
        "Who answers for this page",
    ]
    assert (screen.texts(".asked-words"), screen.texts(".page-text .prose")) == (["Peut-on porter plainte ?"], ["Oui."])


def test_an_activity(home: models.HomePage) -> None:
    ActivityPageFactory(slug="activite", title_fr="Une activité", minutes=20, material=["Un crayon", "Une feuille"], steps_fr=STEPS)
    screen = read("/en/ressources/activite")

    assert headings(screen) == ["Une activité", "What you need", "Écouter", "Agir", "Who answers for this page"]
    assert screen.texts(".material li") == ["Un crayon", "Une feuille"]
    assert screen.texts(".page-head .meta li")[0] == "Takes: 20 min"


def test_a_kit(home: models.HomePage) -> None:
    paper = DocumentFactory(title="Fiche", file_size=7)
    page = KitPageFactory(
        slug="kit",
        title_fr="Une soirée",
        level="primary",
        minutes=90,
        files=[
            models.KitFile(kind="slides", language="fr", document=paper, licence="CC BY-SA 4.0"),
            models.KitFile(kind="handout", language="en", document=paper),
        ],
        running_order_fr=[("step", {"title": "Accueillir", "text": "<p>Dix minutes</p>", "image": None})],
    )
    screen = read("/en/ressources/kit")

    assert facts(screen) == ["For Primary school", "The evening takes 1 h 30"]
    assert headings(screen) == ["Une soirée", "What to take along", "Running order", "Accueillir", "Who answers for this page"]
    assert screen.texts(".file span") == ["Handout for parents Fiche · 7 bytes", "Slides Fiche · 7 bytes · French · CC BY-SA 4.0"]
    assert screen.links("a[download].button") == [f"/media/kits/{page.translation_key}/kit.zip"]
    assert screen.links("aside a.more") == ["/en/soiree?niveau=primary"]


def test_what_a_partner_offers_is_clearly_elsewhere(home: models.HomePage) -> None:
    PartnerResourcePageFactory(
        slug="partenaire",
        title_fr="Un site",
        url="https://partenaire.invalid/a",
        publisher="Un ministère",
        resource_language="fr",
        recommendation_fr=stream(("paragraph", "<p>C'est clair.</p>")),
    )
    screen = read("/en/ressources/partenaire")
    link = screen.tree.select_one(".goes-out a.button")

    assert screen.texts(".goes-out p")[0] == "This resource is by Un ministère . Language: French. We have no part in what it shows."
    assert (link["href"], link["rel"], link["hreflang"]) == ("https://partenaire.invalid/a", ["noreferrer", "external"], "fr")
    assert headings(screen) == ["Un site", "Why we recommend it", "Who answers for this page"]


def test_a_meeting_online(home: models.HomePage) -> None:
    EventPageFactory(
        slug="cafe",
        title_fr="Café",
        join_url="https://visio.invalid/cafe",
        registration_url="https://inscription.invalid/cafe",
        capacity=30,
        has_captions=True,
        has_sign_language=True,
        hosts=[PersonFactory(display_name_fr="Camille Martin")],
    )
    screen = read("/en/agenda/cafe")

    assert facts(screen) == [
        "What Virtual café",
        "When Tuesday March 12, 2030 from 18:30 to 19:30 time in Paris (UTC+01:00)",
        "Where Online Visio",
        "Price Free of charge",
        "Places 30",
        "Languages spoken French",
        "Made accessible by live captions sign language",
    ]
    assert [(link.get_text(strip=True), link["href"]) for link in screen.tree.select("article .buttons > a.button")][:3] == [
        ("Register", "https://inscription.invalid/cafe"),
        ("Join online", "https://visio.invalid/cafe"),
        ("Put into my calendar", "/en/agenda/cafe.ics"),
    ]
    assert headings(screen) == ["Café", "Who will be there", "Camille Martin", "Who answers for this page"]


def test_a_meeting_at_a_place_of_several_days(home: models.HomePage) -> None:
    EventPageFactory(
        slug="atelier",
        title_fr="Atelier",
        kind=models.EventKind.WORKSHOP,
        platform="",
        is_free=False,
        ends_at=ONE_EVENING + dt.timedelta(days=1, hours=1),
        venue_name="Médiathèque",
        venue_address="1 place de l'Exemple",
        postcode="69003",
        city="Lyon",
        department="69",
        latitude=45.76,
        longitude=4.85,
    )
    screen = read("/en/agenda/atelier")

    assert facts(screen)[:4] == [
        "What Workshop",
        "When Tuesday March 12, 2030 from 18:30, until Wednesday March 13, 2030 at 19:30 time in Paris (UTC+01:00)",
        "Where Médiathèque 1 place de l'Exemple 69003 Lyon (Rhône) See on OpenStreetMap",
        "Price Not free of charge",
    ]
    assert screen.links(".facts a") == ["https://www.openstreetmap.org/?mlat=45.76&mlon=4.85#map=17/45.76/4.85"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("cancelled", "This meeting is cancelled."),
        ("postponed", "This meeting is postponed. A new date will be told here."),
    ],
)
def test_a_meeting_that_does_not_take_place_says_so_loudly_and_offers_no_way_in(home: models.HomePage, status: str, words: str) -> None:
    EventPageFactory(
        slug="cafe", title_fr="Café", status=status, join_url="https://visio.invalid/a", registration_url="https://inscription.invalid/a"
    )
    screen = read("/en/agenda/cafe")

    assert screen.texts(".event-status strong") == [words]
    assert screen.links("article .buttons > a.button")[:1] == ["/en/agenda/cafe.ics"]


def test_a_meeting_that_is_over_leads_to_its_replay(home: models.HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.execution.timezone", SimpleNamespace(now=lambda: ONE_EVENING + dt.timedelta(days=1)))
    replay = InterviewPageFactory(slug="replay", title_fr="La rencontre filmée")
    EventPageFactory(slug="cafe", title_fr="Café", replay=replay, join_url="https://visio.invalid/a")
    screen = read("/en/agenda/cafe")

    assert screen.texts(".event-status") == ["This meeting is over. See it again"]
    assert screen.links(".event-status a") == ["/en/e-enfance/replay"]
    assert "https://visio.invalid/a" not in screen.links("main a")
    assert screen.texts("section[aria-labelledby=replay] h3") == ["La rencontre filmée"]


def test_an_edition(home: models.HomePage) -> None:
    page = scenes.edition(1, [scenes.interview(1), scenes.guide(2), scenes.interview(3)])
    page.theme.name_fr = "Harcèlement"
    page.theme.save()
    screen = read("/en/editions/edition-1")

    assert screen.texts(".edition-facts") == ["No. 1 Harcèlement Appeared on Nov. 5, 2020"]
    assert screen.texts("main .section h2")[:4] == ["Interviews", "Guides", "Key figures", "With the support of"]
    assert screen.texts("section[aria-labelledby=contents-1] h3") == ["Interview 1", "Interview 3"]
    assert screen.texts("section[aria-labelledby=partners] h3") == ["Funded by"]
    assert len(screen.texts("section[aria-labelledby=figures] figure")) == 1


@pytest.mark.parametrize("count", [1, 20])
def test_an_edition_takes_the_same_statements_whatever_it_holds(home: models.HomePage, count: int) -> None:
    scenes.edition(1, [content for number in range(count) for content in (scenes.interview(number), scenes.guide(count + number))])

    assert len(read("/en/editions/edition-1").statements) == 34


def test_the_pages_of_an_edition_keep_their_order_within_a_kind() -> None:
    pages = [{"type": name, "title": number} for number, name in enumerate(["GuidePage", "StandardPage", "InterviewPage", "GuidePage"])]

    with translation.override("en"):
        assert [(str(group["title"]), [page["title"] for page in group["pages"]]) for group in by_kind(pages)] == [
            ("Interviews", [2]),
            ("Guides", [0, 3]),
            ("Also in this edition", [1]),
        ]
