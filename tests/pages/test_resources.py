"""The kinds of resources: where they stand, what their forms ask first, and what publishing them writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from pages import languages, reader_words
from pages.licences import Licence
from pages.models import (
    BasePage,
    ContentEvent,
    ConversationPage,
    HomePage,
    OrganisationPage,
    ResourceIndexPage,
    ResourcePage,
    resource_types,
)
from tests import factories
from tests.factories import ConversationPageFactory, OrganisationPageFactory, ResourceIndexPageFactory
from tests.pages.ticks import ticked

if TYPE_CHECKING:
    from django.test import Client

# In the language tab of French, in the order of the form.
ESSENTIALS = ["title_fr", "summary_fr", "{text}_fr", "themes", "ages", "organisation"]


def make(model: type[ResourcePage], **fields: Any) -> ResourcePage:
    """A live page of one kind, by its factory."""
    page: ResourcePage = getattr(factories, f"{model.__name__}Factory")(**fields)
    return page


def form_data(client: Client, page: BasePage) -> dict[str, Any]:
    """What a browser would send back of a page's form, its texts empty."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    data: dict[str, Any] = querydict_from_html(html, form_id="page-edit-form").dict()
    texts = [field.name for field in type(page)._meta.get_fields() if isinstance(field, StreamField)]
    return data | ticked(html, "page-edit-form") | nested_form_data({name: streamfield([]) for name in texts})


@pytest.mark.parametrize("parent", [ResourceIndexPage, OrganisationPage])
def test_every_kind_may_stand_in_a_list_and_in_the_space_of_an_association(parent: type[BasePage]) -> None:
    assert set(resource_types()) <= set(parent.creatable_subpage_models())


def test_a_resource_stands_nowhere_else_and_has_nothing_below_it() -> None:
    for model in resource_types():
        assert [parent for parent in get_page_models() if model in parent.creatable_subpage_models()] == [
            ResourceIndexPage,
            OrganisationPage,
        ]
        assert model.creatable_subpage_models() == []


def test_every_list_of_sentences_has_its_title_in_every_language() -> None:
    titles = {listed.relation for model in get_page_models() for listed in model.text_lists}
    titles |= {"say", "avoid", "captions_missing", "quiet_help", "club", "edition_number", "before_publication", "read_it"}
    titles |= {f"licence_{licence}" for licence in Licence.values}
    assert {name: set(spoken) for name, spoken in reader_words.WORDS.items()} == {name: set(languages.codes()) for name in titles}


def test_a_language_for_which_nobody_wrote_titles_yet_has_the_french_ones() -> None:
    assert reader_words.words("openers", "es") == reader_words.words("openers", "fr") == "Des questions pour commencer"


@pytest.mark.parametrize("model", resource_types(), ids=lambda model: model.__name__)
def test_a_form_begins_with_the_six_fields(model: type[ResourcePage]) -> None:
    essentials = model.edit_handler.bind_to_model(model).children[0].children[0]
    assert [panel.field_name for panel in essentials.children] == [name.format(text=model.main_text_field) for name in ESSENTIALS]


@pytest.mark.django_db
@pytest.mark.parametrize("model", resource_types(), ids=lambda model: model.__name__)
def test_a_form_publishes_and_journals(model: type[ResourcePage], home: HomePage, admin_client: Client) -> None:
    page = make(model, title_fr="Avant")
    events = ContentEvent.objects.count()
    text = nested_form_data({f"{model.main_text_field}_fr": streamfield([("paragraph", rich_text("<p>Des mots.</p>"))])})

    answer = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_data(admin_client, page) | text | {"title_fr": "Après", "action-publish": "x"},
    )

    page = model.objects.get(pk=page.pk)
    assert (answer.status_code, page.title_fr) == (302, "Après")
    assert [block.block_type for block in getattr(page, f"{model.main_text_field}_fr")] == ["paragraph"]
    assert list(ContentEvent.objects.order_by("pk").values_list("kind", "object_id", "action")[events:]) == [
        ("page", page.pk, ContentEvent.Action.CHANGED)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("model", resource_types(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("factory", [ResourceIndexPageFactory, OrganisationPageFactory])
def test_a_form_opens_for_a_new_page(factory: Any, model: type[ResourcePage], home: HomePage, admin_client: Client) -> None:
    parent = factory()
    answer = admin_client.get(reverse("wagtailadmin_pages:add", args=["pages", model._meta.model_name, parent.pk]))
    assert (answer.status_code, parent.get_children().count()) == (200, 0)


@pytest.mark.django_db
def test_the_sentences_of_a_conversation_are_edited_in_every_language(home: HomePage, admin_client: Client) -> None:
    page = ConversationPageFactory(openers=["Et toi ?"])
    rows = {
        "openers-TOTAL_FORMS": "2",
        "openers-0-question_en": "And you?",
        "openers-1-question_fr": "Pourquoi ?",
        "openers-1-question_en": "",
        "openers-1-question_ar": "",
        "openers-1-ORDER": "2",
        "openers-1-DELETE": "",
        "openers-1-id": "",
    }

    answer = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(admin_client, page) | rows | {"action-publish": "x"}
    )

    assert answer.status_code == 302
    openers = ConversationPage.objects.get(pk=page.pk).openers.order_by("sort_order")
    assert [(row.question_fr, row.question_en, row.question_ar) for row in openers] == [
        ("Et toi ?", "And you?", ""),
        ("Pourquoi ?", "", ""),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("tag", ["français", "FR", "f", "fr_FR", ""])
def test_a_resource_of_a_partner_says_its_language_with_a_tag(tag: str, home: HomePage, admin_client: Client) -> None:
    page = factories.PartnerResourcePageFactory(resource_language="tr")
    data = form_data(admin_client, page) | {"resource_language": tag, "action-publish": "x"}

    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["resource_language"])
    page.refresh_from_db()
    assert page.resource_language == "tr"
