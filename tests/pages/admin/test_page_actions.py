"""The life of a page through the admin's real views, with its interface in French and in English: the acts of one editor, in order."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from pages import languages, models
from pages.paths import current_paths
from tests.factories import AgeBandFactory, GuidePageFactory, OrganisationFactory, ResourceIndexPageFactory, ThemeFactory
from tests.pages.admin.screens import Data, errors, open_screen, soup

AUTOSAVE = {"Accept": "application/json"}


def address(name: str, *arguments: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=arguments)


def paragraph(field: str, text: str) -> Data:
    """What the browser sends for a text of one paragraph."""
    return nested_form_data({field: streamfield([("paragraph", rich_text(f"<p>{text}</p>"))])})


def written(section: models.BasePage) -> Data:
    """What an editor types into the form of a new guide: six fields in French, three in English and in Arabic."""
    return {
        "title_fr": "Mon enfant est harcelé",
        "summary_fr": "Que faire d’abord.",
        **paragraph("steps_fr", "Garder les preuves."),
        "themes": [str(ThemeFactory().pk)],
        "ages": [str(AgeBandFactory().pk)],
        "organisation": str(OrganisationFactory().pk),
        "title_en": "My child is bullied",
        "summary_en": "What to do first.",
        **paragraph("steps_en", "Keep the evidence."),
        "is_ready_en": "on",
        "address_en": "bullying",
        "title_ar": "طفلي يتعرض للتنمر",
        "address_ar": "تنمر",
        "slug": "harcelement",
    }


@pytest.fixture
def section(home: models.HomePage) -> models.BasePage:
    return ResourceIndexPageFactory(slug="ressources", address_en="resources")


@pytest.fixture
def guide(section: models.BasePage) -> models.GuidePage:
    return GuidePageFactory(
        parent=section,
        title_fr="Harcèlement",
        slug="harcelement",
        address_en="bullying",
        ready=["en"],
        steps_fr=[("paragraph", "<p>Un</p>")],
    )


def stored(page: models.BasePage) -> models.GuidePage:
    return models.GuidePage.objects.get(pk=page.pk)


def succeeded(response: HttpResponse) -> HttpResponse:
    """A form that was taken answers with the next screen; one that was not comes back with its errors."""
    assert response.status_code == 302, errors(response)
    return response


def test_a_guide_is_written_in_three_languages_and_published(section: models.BasePage, editor: Client) -> None:
    add = address("add", "pages", "guidepage", section.pk)
    succeeded(editor.post(add, {**open_screen(editor, add), **written(section), "action-publish": "1"}))
    page = models.GuidePage.objects.get()
    assert (page.live, page.title_fr, page.title_en, page.title_ar) == (
        True,
        "Mon enfant est harcelé",
        "My child is bullied",
        "طفلي يتعرض للتنمر",
    )
    assert [strip_tags(block.value.source) for block in page.steps_en] == ["Keep the evidence."]
    assert [bool(text) for text in (page.steps_ar, page.seo_title_en, page.keywords_en, page.summary_ar)] == [False] * 4
    assert languages.ready_languages(page) == ("fr", "en")
    assert current_paths([page.pk]) == {page.pk: {"fr": "/ressources/harcelement", "en": "/resources/bullying", "ar": "/ressources/تنمر"}}


def test_a_new_page_is_autosaved_as_a_draft(section: models.BasePage, editor: Client) -> None:
    add = address("add", "pages", "guidepage", section.pk)
    answer = editor.post(add, {**open_screen(editor, add), "title_fr": "Brouillon", "slug": "brouillon"}, headers=AUTOSAVE)
    page = models.GuidePage.objects.get()
    assert (answer.status_code, answer.json()["success"], answer.json()["pk"]) == (200, True, page.pk)
    assert (page.live, page.title_fr, page.title_en, page.slug) == (False, "Brouillon", None, "brouillon")
    assert current_paths([page.pk]) == {}
    soup(editor.get(answer.json()["hydrate_url"]))


def test_a_new_page_without_a_title_is_not_autosaved(section: models.BasePage, editor: Client) -> None:
    add = address("add", "pages", "guidepage", section.pk)
    answer = editor.post(add, {**open_screen(editor, add), "summary_fr": "Sans titre"}, headers=AUTOSAVE)
    assert (answer.status_code, answer.json()["success"]) == (400, False)
    assert not models.GuidePage.objects.exists()


def test_a_draft_of_a_live_page_changes_nothing_for_readers(guide: models.GuidePage, editor: Client) -> None:
    edit = address("edit", guide.pk)
    data = open_screen(editor, edit)
    first = editor.post(edit, {**data, "title_en": "Renamed", "address_en": "elsewhere"}, headers=AUTOSAVE)
    assert (first.status_code, first.json()["success"]) == (200, True)
    second = editor.post(
        edit, {**data, "title_en": "Renamed again", "overwrite_revision_id": str(first.json()["revision_id"])}, headers=AUTOSAVE
    )
    assert (second.json()["success"], second.json()["revision_id"]) == (True, first.json()["revision_id"])
    page = stored(guide)
    assert (page.title_en, page.has_unpublished_changes) == ("Harcèlement [en]", True)
    assert current_paths([page.pk])[page.pk]["en"] == "/resources/bullying"
    assert page.get_latest_revision_as_object().title_en == "Renamed again"


def test_an_edit_is_published(guide: models.GuidePage, editor: Client) -> None:
    edit = address("edit", guide.pk)
    data = {**open_screen(editor, edit), "title_fr": "Harcelé", "slug": "harcele", "address_en": "", **paragraph("steps_fr", "Deux")}
    succeeded(editor.post(edit, {**data, "action-publish": "1"}))
    page = stored(guide)
    assert (page.title_fr, page.title_en, page.get_admin_display_title()) == ("Harcelé", "Harcèlement [en]", "Harcelé")
    assert current_paths([page.pk])[page.pk] == {"fr": "/ressources/harcele", "en": "/resources/harcele", "ar": "/ressources/harcele"}
    old = models.PagePath.objects.get(language="en", path="/resources/bullying")
    assert (old.page_id, old.is_current) == (page.pk, False)


def test_two_revisions_are_compared(guide: models.GuidePage, editor: Client) -> None:
    first = guide.save_revision()
    guide.title_en, guide.summary_ar = "Changed", "ملخص"
    second = guide.save_revision()
    screen = soup(editor.get(address("revisions_compare", guide.pk, first.pk, second.pk)))
    assert "Changed" in screen.select_one(".comparison__child-object, .comparison, main").text
    assert "ملخص" in screen.text


def test_an_old_revision_is_brought_back(guide: models.GuidePage, editor: Client) -> None:
    old = guide.save_revision()
    guide.title_en = "Changed"
    guide.save_revision().publish()
    revert = address("revisions_revert", guide.pk, old.pk)
    succeeded(editor.post(address("edit", guide.pk), {**open_screen(editor, revert), "revision": str(old.pk), "action-publish": "1"}))
    assert stored(guide).title_en == "Harcèlement [en]"


def test_a_page_is_copied_beside_itself(guide: models.GuidePage, editor: Client) -> None:
    copy = address("copy", guide.pk)
    data = open_screen(editor, copy)
    assert (data["new_title"], "alias" in data) == ("Harcèlement", False)
    succeeded(editor.post(copy, {**data, "new_title": "Copie", "new_slug": "copie", "publish_copies": "on"}))
    made = models.GuidePage.objects.exclude(pk=guide.pk).get()
    assert (made.live, made.title_fr, made.title_en, made.key == guide.key) == (True, "Copie", "Harcèlement [en]", False)
    assert current_paths([made.pk])[made.pk] == {"fr": "/ressources/copie", "en": "/resources/bullying-2", "ar": "/ressources/copie"}
    assert open_screen(editor, address("edit", made.pk))["address_en"] == "bullying-2"


def test_a_section_is_copied_as_drafts_with_what_stands_below(guide: models.GuidePage, section: models.BasePage, editor: Client) -> None:
    copy = address("copy", section.pk)
    succeeded(editor.post(copy, {**open_screen(editor, copy), "new_slug": "autres", "copy_subpages": "on"}))
    made = models.ResourceIndexPage.objects.get(slug="autres")
    (below,) = made.get_children().specific()
    assert (made.live, below.live, below.title_en, languages.own_address(below, "en")) == (False, False, "Harcèlement [en]", "bullying")
    assert current_paths([made.pk, below.pk]) == {}


def test_a_page_is_moved(guide: models.GuidePage, editor: Client) -> None:
    elsewhere = ResourceIndexPageFactory(slug="autres")
    choose = address("move", guide.pk)
    response = succeeded(editor.post(choose, {**open_screen(editor, choose), "new_parent_page": str(elsewhere.pk)}))
    confirm = address("move_confirm", guide.pk, elsewhere.pk)
    assert response["Location"] == confirm
    soup(editor.get(confirm))
    succeeded(editor.post(confirm))
    assert current_paths([guide.pk])[guide.pk] == {"fr": "/autres/harcelement", "en": "/autres/bullying", "ar": "/autres/harcelement"}


def test_pages_are_reordered(guide: models.GuidePage, section: models.BasePage, editor: Client) -> None:
    second = GuidePageFactory(parent=section)
    paths = current_paths([guide.pk, second.pk])
    assert editor.post(address("set_page_position", second.pk) + "?position=0").status_code == 200
    section.refresh_from_db()
    assert list(section.get_children().values_list("pk", flat=True)) == [second.pk, guide.pk]
    assert current_paths([guide.pk, second.pk]) == paths


def test_a_page_is_withdrawn(guide: models.GuidePage, editor: Client) -> None:
    soup(editor.get(address("unpublish", guide.pk)))
    succeeded(editor.post(address("unpublish", guide.pk)))
    assert (stored(guide).live, current_paths([guide.pk])) == (False, {})
    old = models.PagePath.objects.get(language="en", path="/resources/bullying")
    assert (old.page_id, old.is_current) == (guide.pk, False)


def test_a_page_is_submitted_and_approved(guide: models.GuidePage, section: models.BasePage, editor: Client, superuser: User) -> None:
    workflow = Workflow.objects.create(name="Relecture")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Relire"))
    WorkflowPage.objects.create(workflow=workflow, page=section)
    edit = address("edit", guide.pk)
    succeeded(editor.post(edit, {**open_screen(editor, edit), "title_en": "Approved", "action-submit": "1"}))
    assert stored(guide).title_en == "Harcèlement [en]"
    task = guide.current_workflow_task_state
    approve = address("workflow_action", guide.pk, "approve", task.pk)
    succeeded(editor.post(approve))
    assert (stored(guide).title_en, stored(guide).current_workflow_state) == ("Approved", None)


def test_a_page_is_deleted_with_what_stands_below(guide: models.GuidePage, section: models.BasePage, editor: Client) -> None:
    soup(editor.get(address("delete", section.pk)))
    succeeded(editor.post(address("delete", section.pk)))
    assert not models.BasePage.objects.filter(pk__in=[section.pk, guide.pk]).exists()
    assert not models.PagePath.objects.filter(path__contains="ressources").exists()
    assert not Revision.objects.filter(object_id=str(guide.pk)).exists()
