"""What the editorial checks find keeps a page from going live by every road there is for people, through the real views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from pages.models import BasePage, ContentEvent, StandardPage, UrgentCorrection
from pages.releases import content_digest
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft
from tests.editorial.test_publication import decide, filled, submit
from tests.factories import HelplineFactory, ImageFactory
from tests.pages.checks.pages import paragraph, paragraphs, stream

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]

BY_HAND = "Le numéro «\xa03018\xa0» est écrit à la main"
NO_WORDS = "L’image «\xa0Chat\xa0» n’a pas de texte alternatif"


class Fault:
    """Something that blocks: as a text holds it, as a form sends it, and how it is told."""

    def __init__(self, kind: str, club: Club) -> None:
        if kind == "number":
            self.stored, self.sent, self.sentence = (
                stream(paragraph("Appelez le 3018.")),
                paragraphs("body_fr", "Appelez le 3018."),
                BY_HAND,
            )
            return
        image = ImageFactory(title="Chat", alt_text_fr="", collection=club.enfance.team.collection)
        self.stored = stream(("image", {"image": image.pk, "alt_text": "", "is_decorative": False, "caption": ""}))
        block = {"deleted": "", "order": "0", "type": "image", "id": "i", "value-image": str(image.pk), "value-alt_text": ""}
        self.sent = {"body_fr-count": "1", **{f"body_fr-0-{name}": value for name, value in block.items()}, "body_fr-0-value-caption": ""}
        self.sentence = NO_WORDS


@pytest.fixture(params=["number", "image"])
def fault(request: pytest.FixtureRequest, club: Club) -> Fault:
    HelplineFactory(number_short="3018", name_fr="3018")
    return Fault(request.param, club)


def edit(page: BasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def world() -> tuple[Any, ...]:
    """Everything that the public has, and that is on its way to the public."""
    pages = BasePage.objects.order_by("pk").values_list("pk", "live", "live_revision_id", "title_fr")
    scheduled = Revision.objects.exclude(approved_go_live_at=None).count()
    return list(pages.filter(live=True)), scheduled, ContentEvent.objects.filter(kind="page").count()


def sentences(found: Any) -> str:
    """What the errors of a text say, those of its blocks and of their parts included."""
    if isinstance(found, list):
        return " ".join(map(sentences, found))
    inside = list((getattr(found, "block_errors", None) or {}).values())
    return " ".join([*map(sentences, inside), *([] if inside else found.messages)])


def text_of(response: Any) -> str:
    """All that the screen says, wherever the browser ends."""
    return str(response.content.decode()).replace("&#x27;", "’")


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_creation(club: Club, browser: Browser, fault: Fault, action: str) -> None:
    before, pages = world(), BasePage.objects.count()
    blank = StandardPage(title_fr="Neuve", summary_fr="Résumé", slug="neuve", organisation=club.enfance.organisation)
    blank.path = club.enfance.space.path
    add = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", club.enfance.space.pk])
    response = browser(club.enfance.publisher).post(add, {**filled(blank), **fault.sent, action: "1"})
    assert fault.sentence in sentences(response.context["form"].errors.as_data()["body_fr"])
    assert (world(), BasePage.objects.count()) == (before, pages)


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_edition(club: Club, browser: Browser, fault: Fault, action: str) -> None:
    page = live_page_of(club.enfance)
    before, revisions = world(), page.revisions.count()
    response = browser(club.enfance.publisher).post(edit(page), {**filled(page), **fault.sent, action: "1"})
    assert fault.sentence in sentences(response.context["form"].errors.as_data()["body_fr"])
    assert (world(), page.revisions.count(), page.workflow_states.count()) == (before, revisions, 0)


def test_schedule(club: Club, browser: Browser, fault: Fault) -> None:
    page = draft_of(club.enfance)
    before = world()
    later = timezone.localtime() + dt.timedelta(days=2)
    sent = {**filled(page), **fault.sent, "action-publish": "1", "go_live_at": f"{later:%Y-%m-%d %H:%M}"}
    response = browser(club.enfance.publisher).post(edit(page), sent)
    assert fault.sentence in sentences(response.context["form"].errors.as_data()["body_fr"])
    assert world() == before


def test_revert(club: Club, browser: Browser, fault: Fault) -> None:
    page = draft_of(club.enfance, body_fr=fault.stored)
    old = page.latest_revision
    save_draft(page, club.enfance.editor, body_fr=stream(paragraph("Bonjour"))).latest_revision.publish()
    before = world()
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    response = browser(club.enfance.publisher).post(revert, {**filled(old.as_object()), **fault.sent, "action-publish": "1"})
    assert fault.sentence in sentences(response.context["form"].errors.as_data()["body_fr"])
    assert world() == before


@pytest.mark.parametrize("with_subpages", [False, True])
def test_copy_with_publication(club: Club, browser: Browser, fault: Fault, *, with_subpages: bool) -> None:
    # Public without ever having met the checks: a loader brought it, or the rule came later.
    page = live_page_of(club.enfance, "Ancienne", slug="ancienne", body_fr=fault.stored)
    source = club.enfance.space if with_subpages else page
    place = club.home if with_subpages else club.enfance.space
    before, pages = world(), BasePage.objects.count()
    sent = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": place.pk, "publish_copies": "on"}
    if with_subpages:
        sent["copy_subpages"] = "on"
    user = club.coordination.publisher if with_subpages else club.enfance.publisher
    user.is_superuser = with_subpages
    user.save()
    response = browser(user).post(reverse("wagtailadmin_pages:copy", args=[source.pk]), sent)
    [error] = response.context["form"].errors["publish_copies"]
    assert error.startswith("«\xa0Ancienne\xa0» ne peut pas encore être publiée\xa0: Français, texte, bloc 1\xa0: " + fault.sentence)
    assert (world(), BasePage.objects.count()) == (before, pages)


def test_copy_without_publication_is_a_draft_to_mend(club: Club, browser: Browser, fault: Fault) -> None:
    page = live_page_of(club.enfance, slug="ancienne", body_fr=fault.stored)
    before = world()
    sent = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": club.enfance.space.pk}
    assert browser(club.enfance.publisher).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent).status_code == 302
    assert StandardPage.objects.get(slug="copie").live is False
    assert world() == before


def test_publication_in_bulk(club: Club, browser: Browser, fault: Fault) -> None:
    pages = [draft_of(club.enfance, "Bonne", slug="bonne"), draft_of(club.enfance, "Autre", slug="autre", body_fr=fault.stored)]
    before = world()
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", "publish"]) + "?" + "&".join(f"id={page.pk}" for page in pages)
    address += "&next=" + reverse("wagtailadmin_explore", args=[club.enfance.space.pk])
    response = browser(club.enfance.publisher).post(address, {"include_descendants": ""}, follow=True)
    assert fault.sentence in text_of(response)
    assert world() == before


def test_approval(club: Club, browser: Browser, fault: Fault) -> None:
    page = draft_of(club.enfance, body_fr=fault.stored)
    state = submit(page, club.enfance.editor)
    before = world()
    client = browser(club.enfance.publisher)
    response = decide(client, state)
    assert response["Location"] == reverse("editorial_review", args=[state.pk])
    assert fault.sentence in text_of(client.get(response["Location"]))
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert world() == before


def correct(client: Client, page: Any) -> Any:
    seen = content_digest(fresh(page).latest_revision.as_object())
    address = reverse("editorial_urgent_correction", args=[page.pk])
    return client.post(address, {"reason": "Cela ne peut pas attendre.", "seen": seen}, follow=True)


def test_urgent_correction(club: Club, browser: Browser, fault: Fault) -> None:
    page = live_page_of(club.enfance, is_crisis=True, body_fr=[("helpline", HelplineFactory())])
    page = save_draft(page, club.enfance.editor, body_fr=fault.stored)
    before = world()
    response = correct(browser(club.enfance.publisher), page)
    assert fault.sentence in text_of(response)
    assert world() == before
    assert not UrgentCorrection.objects.exists()


def test_what_is_public_already_holds_no_urgent_correction_up(club: Club, browser: Browser, fault: Fault) -> None:
    page = live_page_of(club.enfance, is_crisis=True, body_fr=fault.stored)
    page = save_draft(page, club.enfance.editor, title_fr="Sans l’erreur")
    correct(browser(club.enfance.publisher), page)
    assert public_state(page)[:2] == (True, "Sans l’erreur")
    assert UrgentCorrection.objects.count() == 1


@pytest.mark.parametrize("action", ["publish", "copy", "revert_to_page_revision", "create_alias"])
def test_the_admins_api_has_no_actions(club: Club, browser: Browser, fault: Fault, admin_client: Client, action: str) -> None:
    page = live_page_of(club.enfance, body_fr=fault.stored)
    save_draft(page, club.enfance.editor, title_fr="Autre")
    before, pages = world(), BasePage.objects.count()
    for client in (browser(club.enfance.publisher), admin_client):
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        assert client.post(address, {"slug": "pris"}, content_type="application/json").status_code == 404
    assert (world(), BasePage.objects.count()) == (before, pages)


def test_scripts_and_loaders_are_free(club: Club, fault: Fault) -> None:
    page = draft_of(club.enfance, body_fr=fault.stored)
    page.latest_revision.publish()
    assert fresh(page).live
