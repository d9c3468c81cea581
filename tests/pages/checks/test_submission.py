"""In the real views of the admin: drafts are told, submission and publication refuse on the right field, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from pages.models import ContentEvent, EditionContent, GuidePage, HomePage, InterviewPage, InterviewQuestion
from tests.factories import CaptionTrackFactory, EditionPageFactory, GuidePageFactory, HelplineFactory, InterviewPageFactory, VideoFactory
from tests.pages.checks.pages import guide, heading, messages_of, paragraph, paragraphs, send, shown, stream

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("line")]

BY_HAND = (
    "Le numéro «\xa03018\xa0» est écrit à la main\xa0: retirez-le et ajoutez le bloc «\xa0Numéro d’aide\xa0», le seul qui reste à jour."
)


@pytest.fixture
def line() -> Any:
    return HelplineFactory(number_short="3018", supersedes=["3020"])


@pytest.fixture
def page(home: HomePage) -> GuidePage:
    return guide(steps_fr=stream(paragraph("Bonjour")))


def block_messages(response: Any, field: str) -> dict[int, list[str]]:
    [error] = response.context["form"].errors.as_data()[field]
    return {index: [str(message) for message in found.messages] for index, found in error.block_errors.items()}


def revisions(page: GuidePage) -> int:
    return page.revisions.count()


def test_a_draft_is_saved_whatever_it_holds_and_its_form_tells_what_to_mend(page: GuidePage, admin_client: Client) -> None:
    response = send(admin_client, page, paragraphs("steps_fr", "Bonjour", "Appelez le 3018."))
    assert response.status_code == 302
    page.refresh_from_db()
    assert [block.value.source for block in page.get_latest_revision_as_object().steps_fr][1].endswith("Appelez le 3018.</p>")
    assert [block.value.source for block in page.steps_fr] == ["<p>Bonjour</p>"]

    opened = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    [told] = [message for message in messages_of(opened) if "3018" in message]
    assert "À corriger avant de soumettre ou de publier cette page\xa0:" in told
    assert f"<li>Français, étapes, bloc 2\xa0: {BY_HAND}</li>" in told


def test_a_draft_saved_by_itself_is_not_held_up(page: GuidePage, admin_client: Client) -> None:
    fields = shown(admin_client, page)
    for name, value in paragraphs("steps_fr", "Appelez le 3018.").items():
        fields.setlist(name, [value])
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields, headers={"accept": "application/json"})
    assert response.json()["success"] is True


def test_publication_refuses_on_the_block_and_loses_nothing(page: GuidePage, admin_client: Client) -> None:
    before = (revisions(page), ContentEvent.objects.count())

    response = send(admin_client, page, paragraphs("steps_fr", "Bonjour", "Appelez le 3018."), "action-publish")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["steps_fr"]
    assert block_messages(response, "steps_fr") == {1: [BY_HAND]}
    # What was typed stands in the form that comes back; nothing was stored, nobody was told.
    assert "Appelez le 3018." in response.context["form"]["steps_fr"].value()[1].value.source
    assert (revisions(page), ContentEvent.objects.count()) == before
    page.refresh_from_db()
    assert [block.value.source for block in page.steps_fr] == ["<p>Bonjour</p>"]


def test_mended_it_is_published(page: GuidePage, admin_client: Client) -> None:
    assert send(admin_client, page, paragraphs("steps_fr", "Bonsoir"), "action-publish").status_code == 302
    page.refresh_from_db()
    assert "Bonsoir" in page.steps_fr[0].value.source


def test_submission_refuses_too(page: GuidePage, admin_client: Client) -> None:
    workflow = Workflow.objects.filter(active=True).first() or Workflow.objects.create(name="Relecture")
    WorkflowPage.objects.get_or_create(page=HomePage.objects.get(), defaults={"workflow": workflow})
    response = send(admin_client, page, paragraphs("steps_fr", "Appelez le 3018."), "action-submit")
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["steps_fr"])
    assert page.workflow_states.count() == 0


def test_a_language_nobody_is_served_is_only_told(page: GuidePage, admin_client: Client) -> None:
    in_english = {**paragraphs("steps_fr", "Bonjour"), **paragraphs("steps_en", "Call 3018.")}
    assert send(admin_client, page, in_english, "action-publish").status_code == 302
    ready = {**in_english, "is_ready_en": "on", "title_en": "Guide", "summary_en": "A guide"}
    assert list(send(admin_client, page, ready, "action-publish").context["form"].errors) == ["steps_en"]


def test_the_flag_of_urgent_help_asks_for_a_helpline(page: GuidePage, admin_client: Client) -> None:
    response = send(admin_client, page, {**paragraphs("steps_fr", "Bonjour"), "is_crisis": "on"}, "action-publish")
    [error] = response.context["form"].errors.as_data()["steps_fr"]
    assert (
        error.non_block_errors.as_text()
        == "* Cette page est une page d’aide urgente\xa0: ajoutez le bloc «\xa0Numéro d’aide\xa0» à son texte."
    )


def test_a_plain_field_has_its_message(page: GuidePage, admin_client: Client) -> None:
    response = send(admin_client, page, {"summary_fr": "Appelez le 3018."}, "action-publish")
    assert response.context["form"].errors == {"summary_fr": [BY_HAND]}


# --- lists of a page -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def interview(home: HomePage) -> InterviewPage:
    like = guide()
    page = InterviewPageFactory(
        slug="entretien", themes=list(like.themes.all()), ages=list(like.ages.all()), organisation=like.organisation, video=VideoFactory()
    )
    page.questions = [InterviewQuestion(time_ms=0, question_fr="Qui êtes-vous ?", sort_order=0)]
    page.save()
    page.save_revision().publish()
    return InterviewPage.objects.get(pk=page.pk)


def test_a_row_has_its_message_on_the_row(interview: InterviewPage, admin_client: Client) -> None:
    response = send(admin_client, interview, {"questions-0-question_fr": "Pourquoi le 3018 ?"}, "action-publish")
    assert response.context["form"].formsets["questions"].errors == [{"question_fr": [BY_HAND]}]


def test_a_film_without_captions_is_published_outside_an_edition_and_not_inside(interview: InterviewPage, admin_client: Client) -> None:
    assert send(admin_client, interview, {}, "action-publish").status_code == 302
    # As it is in an edition whose film has lost its captions: with this film, none could go live.
    EditionContent.objects.create(edition=EditionPageFactory(), page=interview)

    response = send(admin_client, interview, {}, "action-publish")

    title = interview.video.title_fr
    assert response.context["form"].errors == {
        "video": [f"La vidéo «\xa0{title}\xa0» n’a pas de sous-titres dans cette langue\xa0: Français."]
    }
    CaptionTrackFactory(video=interview.video)
    assert send(admin_client, interview, {}, "action-publish").status_code == 302


# --- many at once ----------------------------------------------------------------------------------------------------------------


def test_publishing_many_at_once_publishes_none_when_one_is_to_mend(home: HomePage, admin_client: Client) -> None:
    good = GuidePageFactory(slug="bon", live=False, has_unpublished_changes=True)
    bad = GuidePageFactory(title_fr="À revoir", slug="a-revoir", live=False, steps_fr=stream(heading(4), paragraph("Bonjour")))
    for page in (good, bad):
        page.save_revision()
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", "publish"])
    query = f"?id={good.pk}&id={bad.pk}"

    response = admin_client.post(address + query, {"include_descendants": ""}, follow=True)

    assert list(GuidePage.objects.filter(live=True)) == []
    assert ContentEvent.objects.filter(object_id__in=[good.pk, bad.pk]).count() == 0
    [told] = messages_of(response)
    assert "«\xa0À revoir\xa0» ne peut pas encore être publiée\xa0:" in told
    assert "Français, étapes, bloc 1\xa0: Ce titre saute un niveau" in told

    admin_client.post(f"{address}?id={good.pk}", {"include_descendants": ""})
    assert list(GuidePage.objects.filter(live=True)) == [good]


def test_descendants_that_would_be_published_are_checked(home: HomePage, admin_client: Client) -> None:
    bad = GuidePageFactory(slug="a-revoir", live=False, steps_fr=stream(heading(4)))
    bad.save_revision()
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", "publish"])
    admin_client.post(f"{address}?id={bad.get_parent().pk}", {"include_descendants": "on"})
    assert list(GuidePage.objects.filter(live=True)) == []
