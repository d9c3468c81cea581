"""What each family finds: at its place, with its association, its urgency and its words; and only in what readers have."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from editorial.models import ExternalLink, KeptConcern
from editorial.models.kept_concern import Kind, Severity
from editorial.upkeep import showing
from editorial.upkeep.refreshing import refresh
from pages.days import day_of
from pages.models import CrisisReason, EventPage, PersonLink
from tests.editorial.conftest import Club, live_page_of
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    CrisisReasonFactory,
    DocumentFactory,
    EventIndexPageFactory,
    EventPageFactory,
    EvidenceFactory,
    GuidePageFactory,
    HelplineFactory,
    InterviewPageFactory,
    PartnerResourcePageFactory,
    PersonFactory,
    StandardPageFactory,
    VideoFactory,
    collection,
    private_collection,
    restrict,
)

pytestmark = pytest.mark.django_db

TODAY = day_of()
MONTH = dt.timedelta(days=30)
DAY = dt.timedelta(days=1)
REPLACED = "Le numéro « 0800 200 000 » ne répond plus : le 3018 l’a remplacé. Retirez-le et ajoutez le bloc « Numéro d’aide »."
TYPED = "Le numéro « 3018 » est écrit à la main : retirez-le et ajoutez le bloc « Numéro d’aide », le seul qui reste à jour."
GONE = "Ceci mène à une page supprimée : choisissez une autre page, ou retirez-le."
HIDDEN = "Ceci mène à « Cible », que les lecteurs n’ont pas : choisissez une autre page, ou retirez-le."
UNKNOWN = "Ceci mène à /fr/unaf/nulle-part, où il n’y a pas de page : choisissez la page au lieu de taper son adresse."
MOVED = "Le lien https://parti.example/ a déménagé : écrivez https://ici.example/ à la place."
Found = list[tuple[str, int, str, str]]


def found(*kinds: Kind) -> Found:
    """Kind, urgency, title and French words of what a round finds."""
    refresh()
    rows = KeptConcern.objects.filter(kind__in=kinds) if kinds else KeptConcern.objects.all()
    return [(row.kind, row.severity, row.title, row.sentence["fr"].replace("\u00a0", " ")) for row in rows]


def paragraph(html: str) -> list[tuple[str, str]]:
    return [("paragraph", html)]


def page_with(people: Any, html: str, **fields: Any) -> Any:
    return live_page_of(people, body_fr=paragraph(html), **fields)


# --- numbers and helplines -------------------------------------------------------------------------------------------------------


@pytest.fixture
def lines(db: None) -> None:
    HelplineFactory(code="3018", number_short="3018", name_fr="3018", supersedes=["0800 200 000"])


def test_an_old_number_is_urgent_and_a_current_one_is_to_see_to(club: Club, lines: None) -> None:
    page = page_with(club.enfance, "<p>Appelez le 0800 200 000.</p>")
    page_with(club.unaf, "<p>Appelez le 3018.</p>", title="Autre", slug="autre")
    assert found() == [
        ("helpline", Severity.URGENT, "Page", REPLACED),
        ("number", Severity.DUE, "Autre", TYPED),
    ]
    row = KeptConcern.objects.get(kind=Kind.HELPLINE)
    block = page.body_fr.raw_data[0]["id"]
    assert (row.page_id, row.organisation, row.language, row.anchor) == (page.pk, club.enfance.organisation, "fr", f"body_fr:{block}")
    assert row.place == {"fr": "Français, texte, bloc 1", "en": "Français, text, block 1"}


def test_languages_that_readers_are_not_served_are_left_alone(club: Club, lines: None) -> None:
    page = live_page_of(club.enfance, title_en="Page", body_en=paragraph("<p>Call 0800 200 000.</p>"))
    assert found() == []
    page.is_ready_en = True
    page.save()
    assert [row[:3] for row in found(Kind.HELPLINE)] == [("helpline", Severity.URGENT, "Page")]
    assert KeptConcern.objects.get(kind=Kind.HELPLINE).language == "en"


def test_drafts_and_pages_that_are_not_public_are_left_alone(club: Club, lines: None) -> None:
    StandardPageFactory(parent=club.enfance.space, live=False, body_fr=paragraph("<p>Appelez le 0800 200 000.</p>"))
    restrict(page_with(club.enfance, "<p>Appelez le 0800 200 000.</p>", title="Réservée", slug="reservee"))
    page = page_with(club.enfance, "<p>Rien.</p>", slug="bien")
    page.body_fr = paragraph("<p>Appelez le 0800 200 000.</p>")
    page.save_revision(user=club.enfance.editor)
    assert found() == []


def test_the_day_a_line_ends_its_blocks_are_urgent(club: Club) -> None:
    line = HelplineFactory(code="3020", number_short="3020")
    live_page_of(club.enfance, body_fr=[("helpline", line)])
    assert found() == []
    line.valid_to = TODAY - DAY
    line.save()
    assert [row[:2] for row in found()] == [("helpline", Severity.URGENT)]


def test_a_number_said_in_a_film_is_told_at_the_film(club: Club, lines: None) -> None:
    video = VideoFactory(title_fr="Film", collection=club.unaf.team.collection)
    CaptionTrackFactory(video=video, webvtt="WEBVTT\n\n00:01.000 --> 00:02.000\nAppelez le 0800 200 000.\n")
    InterviewPageFactory(parent=club.enfance.space, video=video)
    assert [row[:3] for row in found()] == [("helpline", Severity.URGENT, "Film")]
    row = KeptConcern.objects.get()
    assert (row.record_id, row.organisation, row.anchor) == (video.pk, club.unaf.organisation, "caption_tracks")


# --- words -----------------------------------------------------------------------------------------------------------------------


def test_a_long_french_sentence_is_advice_and_an_english_one_is_nobodys_business(club: Club) -> None:
    long = " ".join(["mot"] * 43).capitalize() + "."
    live_page_of(club.enfance, body_fr=paragraph(f"<p>{long}</p>"), body_en=paragraph(f"<p>{long}</p>"), title_en="P", is_ready_en=True)
    assert found(Kind.SENTENCE) == [
        ("sentence", Severity.ADVICE, "Page", "Cette phrase a 43 mots : coupez-la. « Mot mot mot mot mot mot mot mot… »")
    ]


# --- languages -------------------------------------------------------------------------------------------------------------------


def test_a_language_that_readers_have_behind_the_french_is_to_see_to(club: Club) -> None:
    page = live_page_of(club.enfance, title_en="Page", summary_en="Short", is_ready_en=True, body_fr=paragraph("<p>Un.</p>"))
    told = "Un texte publié en English est en retard sur le français."
    assert found(Kind.LANGUAGE) == [("language", Severity.DUE, "Page", told)]
    concern = KeptConcern.objects.get(kind=Kind.LANGUAGE)
    # Somebody who may edit the page is led to the screen on which it is translated.
    assert [each.mended_at for each in showing.told(club.enfance.editor, [concern])] == [f"/admin/desk/translation/{page.pk}/en/"]
    assert [each.mended_at for each in showing.told(club.unaf.editor, [concern])] == [""]


# --- links inside ----------------------------------------------------------------------------------------------------------------


def test_links_to_what_readers_do_not_get_are_wrong(club: Club) -> None:
    target, gone = live_page_of(club.unaf, "Cible", slug="cible"), live_page_of(club.unaf, "Partie", slug="partie")
    page_with(
        club.enfance,
        f'<p><a linktype="page" id="{target.pk}">ici</a> <a id="{gone.pk}" linktype="page">là</a></p>',
    )
    assert found() == []
    target.unpublish()
    gone.delete()
    assert found() == [
        ("hidden-page", Severity.WRONG, "Page", HIDDEN),
        ("hidden-page", Severity.WRONG, "Page", GONE),
    ]


def test_choosers_in_texts_and_fields_are_links_too(club: Club) -> None:
    target = live_page_of(club.unaf, "Cible", slug="cible")
    live_page_of(club.enfance, body_fr=[("page", target), ("pages", {"title": "Voir", "pages": [target]})])
    club.home.highlights.create(page=target)
    club.home.save()
    assert found() == []
    target.unpublish()
    assert [(row[0], row[2]) for row in found()] == [("hidden-page", club.home.title_fr), ("hidden-page", "Page"), ("hidden-page", "Page")]
    assert [row.anchor for row in KeptConcern.objects.filter(title=club.home.title_fr)] == ["highlights-0-page"]


def test_a_guide_of_urgent_help_that_is_taken_down_is_told_to_the_coordination(club: Club) -> None:
    guide = GuidePageFactory(parent=club.enfance.space, title_fr="Guide")
    reason: CrisisReason = CrisisReasonFactory(guide=guide)
    assert found() == []
    guide.unpublish()
    assert [row[:2] for row in found()] == [("hidden-page", Severity.WRONG)]
    row = KeptConcern.objects.get()
    assert (row.record_id, row.organisation, row.anchor) == (reason.pk, None, "guide")


def test_typed_addresses_of_this_site_are_looked_up(club: Club, settings: Settings) -> None:
    live_page_of(club.unaf, "Cible", slug="cible")
    page_with(
        club.enfance,
        '<p><a href="https://lecteurs.invalid/fr/unaf/cible">a</a> <a href="/fr/unaf/cible">b</a> <a href="#ici">c</a>'
        ' <a href="https://lecteurs.invalid/fr/unaf/nulle-part#x">d</a> <a href="mailto:a@b.fr">e</a></p>',
    )
    assert found() == [
        ("hidden-page", Severity.WRONG, "Page", UNKNOWN),
    ]
    assert ExternalLink.objects.count() == 0


def test_documents_that_are_kept_private_are_told(club: Club) -> None:
    document = DocumentFactory(collection=collection("Ouvert"))
    page_with(club.enfance, f'<p><a linktype="document" id="{document.pk}">fiche</a></p>')
    assert found() == []
    document.collection = private_collection()
    document.save()
    assert [row[:2] for row in found()] == [("hidden-page", Severity.WRONG)]


# --- links outside ---------------------------------------------------------------------------------------------------------------


def test_dead_links_are_wrong_at_every_place_and_moved_ones_are_advice(club: Club) -> None:
    page_with(club.enfance, '<p><a href="https://mort.example/a#b">ici</a></p>')
    PartnerResourcePageFactory(parent=club.home.get_children().first(), title_fr="Ailleurs", url="https://mort.example/a")
    person = PersonFactory(organisation=club.unaf.organisation, display_name_fr="Une personne")
    PersonLink.objects.create(person=person, label="Site", url="https://parti.example/")
    person.save()
    assert found() == []
    assert list(ExternalLink.objects.values_list("url", flat=True)) == ["https://mort.example/a", "https://parti.example/"]
    died = timezone.now() - 4 * DAY
    ExternalLink.objects.filter(host="mort.example").update(state="dead", answer="404", first_failed_at=died)
    ExternalLink.objects.filter(host="parti.example").update(state="moved", moved_to="https://ici.example/")
    dead = "Le lien https://mort.example/a ne mène nulle part (il répond par l’erreur 404) : retirez-le, ou trouvez la nouvelle adresse."
    assert found() == [
        ("dead-link", Severity.WRONG, "Ailleurs", dead),
        ("dead-link", Severity.WRONG, "Page", dead),
        ("moved-link", Severity.ADVICE, "Une personne", MOVED),
    ]
    assert set(KeptConcern.objects.filter(kind="dead-link").values_list("since", flat=True)) == {day_of(died)}
    assert KeptConcern.objects.get(kind="moved-link").anchor == "links-0-url"


def test_nobody_joins_an_event_that_is_over(club: Club) -> None:
    agenda = EventIndexPageFactory(parent=club.home)
    now = timezone.now()
    event: EventPage = EventPageFactory(parent=agenda, registration_url="https://inscription.example/", starts_at=now, ends_at=now + DAY)
    found()
    assert ExternalLink.objects.count() == 1
    event.starts_at, event.ends_at = now - 4 * DAY, now - 3 * DAY
    event.save()
    found()
    assert ExternalLink.objects.count() == 0


# --- dates -----------------------------------------------------------------------------------------------------------------------


def test_a_review_is_overdue_the_day_after(club: Club) -> None:
    page = live_page_of(club.enfance, review_due_on=TODAY)
    assert found() == []
    page.review_due_on = TODAY - DAY
    page.save()
    assert found() == [
        ("review", Severity.DUE, "Page", "La relecture de cette page est en retard : relisez-la, puis fixez la prochaine date.")
    ]
    row = KeptConcern.objects.get()
    assert (row.since, row.anchor) == (TODAY - DAY, "review_due_on")


def test_figures_that_pages_quote_are_told_a_month_before_their_day(club: Club) -> None:
    EvidenceFactory(code="cite-nulle-part", review_due_on=TODAY - DAY)
    soon, over = EvidenceFactory(code="bientot", review_due_on=TODAY + MONTH), EvidenceFactory(code="passe", review_due_on=TODAY - DAY)
    later = EvidenceFactory(code="plus-tard", review_due_on=TODAY + MONTH + DAY)
    live_page_of(club.enfance, body_fr=[("key_figure", figure) for figure in (soon, over, later)])
    assert [row[:3] for row in found()] == [
        ("evidence", Severity.DUE, "83 % (passe)"),
        ("evidence", Severity.ADVICE, "83 % (bientot)"),
    ]
    assert set(KeptConcern.objects.values_list("organisation", flat=True)) == {None}


# --- consents --------------------------------------------------------------------------------------------------------------------


def test_consents_are_told_a_month_before_their_end_and_until_they_are_renewed(club: Club) -> None:
    person = PersonFactory(display_name_fr="Une invitée")
    video = VideoFactory(title_fr="Entretien filmé")
    video.people_shown = [person]
    video.save()
    consent = ConsentFactory(person=person, organisation=club.enfance.organisation, videos=[video], valid_until=TODAY + MONTH)
    assert [row[:3] for row in found(Kind.CONSENT)] == [("consent", Severity.DUE, "Une invitée")]
    assert "Entretien filmé" in KeptConcern.objects.get(kind=Kind.CONSENT).sentence["fr"]
    consent.valid_until = TODAY - DAY
    consent.save()
    assert [row[:2] for row in found(Kind.CONSENT)] == [("consent", Severity.WRONG)]
    renewed = ConsentFactory(person=person, organisation=club.enfance.organisation, videos=[video])
    assert found(Kind.CONSENT) == []
    renewed.withdrawn_on = TODAY
    renewed.save()
    assert [row[:2] for row in found(Kind.CONSENT)] == [("consent", Severity.WRONG)]
    video.people_shown = []
    video.save()
    assert found(Kind.CONSENT) == []


def test_a_consent_that_lasts_longer_is_left_alone(club: Club) -> None:
    person = PersonFactory()
    page = live_page_of(club.enfance)
    page.testimony_of = [person]
    ConsentFactory(person=person, pages=[page], valid_until=TODAY + MONTH + DAY)
    page.save()
    assert found(Kind.CONSENT) == []


# --- captions --------------------------------------------------------------------------------------------------------------------


def test_films_without_captions_are_told_to_each_association_that_shows_them(club: Club) -> None:
    video = VideoFactory(title_fr="Film muet", collection=club.enfance.team.collection)
    InterviewPageFactory(parent=club.enfance.space, title_fr="Entretien", video=video)
    live_page_of(club.enfance, body_fr=[("video", video)])
    live_page_of(club.unaf, "Là aussi", body_fr=[("video", video)])
    InterviewPageFactory(parent=club.unaf.space, title_fr="Brouillon", video=VideoFactory(title_fr="Pas public"), live=False)
    told = "Ce film n’a pas de sous-titres en français ; il est montré sur : {}."
    assert sorted(found(Kind.CAPTIONS), key=lambda row: row[3]) == [
        ("captions", Severity.DUE, "Film muet", told.format("Entretien, Page")),
        ("captions", Severity.DUE, "Film muet", told.format("Là aussi")),
    ]
    organisations = KeptConcern.objects.filter(kind=Kind.CAPTIONS).values_list("organisation", flat=True)
    assert set(organisations) == {club.enfance.organisation.pk, club.unaf.organisation.pk}
    CaptionTrackFactory(video=video)
    assert found(Kind.CAPTIONS) == []


def test_a_film_that_readers_do_not_see_is_no_task(club: Club) -> None:
    person = PersonFactory()
    withheld = VideoFactory(title_fr="Sans consentement")
    withheld.people_shown = [person]
    withheld.save()
    InterviewPageFactory(parent=club.enfance.space, title_fr="Retenu", video=withheld)
    InterviewPageFactory(parent=club.enfance.space, title_fr="Privé", video=VideoFactory(collection=private_collection()))
    VideoFactory(title_fr="Montré nulle part")
    assert found(Kind.CAPTIONS) == []
    ConsentFactory(person=person, videos=[withheld])
    assert [row[2] for row in found(Kind.CAPTIONS)] == ["Sans consentement"]
