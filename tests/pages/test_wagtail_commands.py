"""Wagtail's own maintenance commands run on the swapped base page, and find nothing to mend."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from pages import models
from pages.journal.sweep import sweep
from tests.factories import GuidePageFactory, HelplineFactory, ImageFactory, StandardPageFactory


@pytest.fixture
def guide(home: models.HomePage) -> models.GuidePage:
    return GuidePageFactory(
        title_fr="Harcèlement",
        title_en="Bullying",
        summary_en="What to do",
        is_ready_en=True,
        cover_image=ImageFactory(),
        steps_en=[{"type": "helpline", "value": HelplineFactory().pk}],
    )


def said(command: str, *arguments: str, **options: object) -> str:
    output = io.StringIO()
    call_command(command, *arguments, stdout=output, **options)
    return output.getvalue()


def test_the_tree_needs_no_fixing(guide: models.GuidePage) -> None:
    rows = list(models.BasePage.objects.order_by("pk").values())
    assert "No problems found" in said("fixtree", interactive=False)
    assert list(models.BasePage.objects.order_by("pk").values()) == rows


def test_a_broken_tree_is_fixed_and_paths_stay(guide: models.GuidePage) -> None:
    section = guide.get_parent()
    models.BasePage.objects.filter(pk=section.pk).update(numchild=5)
    paths = list(models.PagePath.objects.order_by("pk").values())
    said("fixtree", interactive=False)
    assert models.BasePage.objects.get(pk=section.pk).numchild == 1
    assert list(models.PagePath.objects.order_by("pk").values()) == paths


def test_references_are_found_in_the_texts_of_every_language(guide: models.GuidePage) -> None:
    before = sorted(ReferenceIndex.objects.values_list("base_content_type", "object_id", "model_path", "to_object_id"))
    ReferenceIndex.objects.all().delete()
    said("rebuild_references_index")
    assert sorted(ReferenceIndex.objects.values_list("base_content_type", "object_id", "model_path", "to_object_id")) == before
    paths = set(ReferenceIndex.get_references_for_object(guide).values_list("model_path", flat=True))
    assert {"cover_image", "steps_en.helpline"} <= paths


def test_the_admins_search_is_indexed_again(guide: models.GuidePage) -> None:
    StandardPageFactory(title_fr="Contact")
    said("update_index")
    found = get_search_backend().search("harcèlement", models.BasePage.objects.all())
    assert [page.pk for page in found] == [guide.pk]


def test_nothing_of_this_is_news_for_readers(guide: models.GuidePage) -> None:
    before = models.ContentEvent.objects.count()
    for command in ("fixtree", "rebuild_references_index", "update_index"):
        said(command, **({"interactive": False} if command == "fixtree" else {}))
    assert (models.ContentEvent.objects.count(), sweep()) == (before, 0)
