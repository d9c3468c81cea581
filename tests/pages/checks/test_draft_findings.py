"""The list of what is still to mend in a draft is asked for again after each autosave."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from pages.models import GuidePage, HomePage
from tests.factories import HelplineFactory
from tests.pages.admin.screens import soup
from tests.pages.checks.pages import guide, paragraph, paragraphs, send, shown, stream

pytestmark = pytest.mark.django_db

BY_HAND = (
    "Le numéro «\xa03018\xa0» est écrit à la main\xa0: retirez-le et ajoutez le bloc «\xa0Numéro d’aide\xa0», le seul qui reste à jour."
)
TOLD = f"À corriger avant de soumettre ou de publier cette page\xa0:<ul><li>Français, étapes, bloc 1\xa0: {BY_HAND}</li></ul>"


@pytest.fixture
def page(home: HomePage) -> GuidePage:
    HelplineFactory(number_short="3018")
    return guide(steps_fr=stream(paragraph("Bonjour")))


def asked(client: Client, page: GuidePage) -> Any:
    return client.get(reverse("pages_draft_findings", args=[page.pk]), headers={"X-Requested-With": "XMLHttpRequest"})


def autosave(client: Client, page: GuidePage, *texts: str) -> dict[str, Any]:
    """Saves a draft as Wagtail's script does, and gives what it gets back."""
    fields = shown(client, page)
    for name, value in paragraphs("steps_fr", *texts).items():
        fields.setlist(name, [value])
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields, headers={"accept": "application/json"})
    data: dict[str, Any] = answer.json()
    return data


def test_the_list_follows_what_is_autosaved(page: GuidePage, admin_client: Client) -> None:
    assert asked(admin_client, page).json() == {"html": ""}
    # The script takes the page's number from the answer to the autosave.
    assert autosave(admin_client, page, "Appelez le 3018.")["pk"] == page.pk
    answer = asked(admin_client, page)
    assert answer.json() == {"html": TOLD}
    assert "no-store" in answer["Cache-Control"]
    autosave(admin_client, page, "Bonsoir")
    assert asked(admin_client, page).json() == {"html": ""}


def test_the_form_shows_the_same_list_and_loads_the_script(page: GuidePage, admin_client: Client) -> None:
    send(admin_client, page, paragraphs("steps_fr", "Appelez le 3018."))
    screen = soup(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    [listed] = screen.select(".messages li.warning [data-draft-findings]")
    assert listed.decode_contents().strip() == TOLD
    [script] = screen.select("script[data-findings-url]")
    assert (script["src"], script["data-findings-url"]) == ("/static/pages/draft-findings.js", "/admin/pages/0/findings/")


def test_the_script_is_on_the_form_of_a_new_page_too(page: GuidePage, admin_client: Client) -> None:
    add = reverse("wagtailadmin_pages:add", args=["pages", "guidepage", page.get_parent().pk])
    assert len(soup(admin_client.get(add)).select("script[data-findings-url]")) == 1


def test_what_an_editor_wrote_is_text_and_never_markup(page: GuidePage, admin_client: Client) -> None:
    autosave(admin_client, page, "Appelez le 01 23 45 67 89")
    draft = page.get_latest_revision_as_object()
    draft.title_fr = "<script>alert(1)</script>"
    draft.save_revision()
    assert "<script" not in asked(admin_client, page).json()["html"]


def test_those_who_may_not_edit_learn_nothing(page: GuidePage, django_user_model: Any) -> None:
    autosave_free = page.get_latest_revision_as_object()
    autosave_free.steps_fr = stream(paragraph("Appelez le 3018."))
    autosave_free.save_revision()
    stranger = django_user_model.objects.create_user("curieux", "curieux@exemple.invalid", "un mot de passe")
    client = Client()
    assert asked(client, page).status_code in (302, 401, 403)
    client.force_login(stranger)
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    answer = asked(client, page)
    assert "3018" not in answer.content.decode()
    assert answer.status_code in (302, 403)


def test_there_is_no_list_for_no_page(page: GuidePage, admin_client: Client) -> None:
    assert admin_client.get(reverse("pages_draft_findings", args=[0])).status_code == 404
