"""The large site for measurements: as many pages as asked, the same everywhere, and nothing that the journal does not know."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pages import languages
from pages.generated_content.generating import AlreadyGeneratedError, generate
from pages.generated_content.plan import Plan, plan
from pages.generated_content.writing import Writer, title
from pages.journal.sweep import sweep
from pages.models import BasePage, CaptionCue, ContentEvent, EditionPage, GuidePage, InterviewPage, PagePath, Person, Theme
from pages.starter_content.sources import tree
from pages.visibility import public_pages
from tests.factories import loader


def test_the_benchmark_site_has_its_numbers() -> None:
    assert plan(2_280) == Plan(editions=40, interviews=240, resources=2_000, people=60)
    assert plan(10) == Plan(editions=0, interviews=0, resources=10, people=2)


def test_the_same_words_are_written_everywhere() -> None:
    assert title(1) == {
        "fr": "Le mot de passe\N{NO-BREAK SPACE}: vérifier avant de croire à l'école primaire",
        "en": "The password: checking before believing in primary school",
    }
    assert Writer("guide:0").sentence() == {
        "fr": "Si la règle n'est pas tenue, montrez-lui comment bloquer un compte, et recommencez la semaine suivante.",
        "en": "If the rule is not kept, show them how to block an account, and do it again the following week.",
    }


def test_two_thousand_titles_are_all_different() -> None:
    assert len({title(number)["fr"] for number in range(2_000)}) == 2_000
    assert sum(title(number)["fr"].startswith("La webcam") for number in range(2_000)) == 80


def test_a_resource_has_six_blocks_in_both_languages() -> None:
    steps = Writer("guide:7").guide_steps()
    assert [block["type"] for block in steps["fr"]] == ["paragraph", "step", "step", "step", "tip", "warning"]
    assert [(block["type"], block["id"]) for block in steps["fr"]] == [(block["type"], block["id"]) for block in steps["en"]]


@pytest.mark.django_db
def test_generated_pages_are_as_if_editors_had_made_them() -> None:
    written = generate(57, loader(), lambda _line: None)

    assert written == 57
    library = BasePage.objects.get(slug="bibliotheque-d-essai")
    assert (GuidePage.objects.child_of(library).count(), InterviewPage.objects.child_of(library).count()) == (50, 6)
    edition = EditionPage.objects.get(number=101)
    assert [row.page.specific_class for row in edition.contents.all()] == [InterviewPage] * 6
    assert BasePage.find_problems() == ([], [], [], [], [])
    assert PagePath.objects.filter(page__path__startswith=library.path, is_current=True).count() == 57 * len(languages.codes())
    assert public_pages().filter(is_sample=True).count() == len(list(tree())) + 1 + 57
    assert Person.objects.filter(role_fr__startswith="Personne fictive").count() == 2
    assert CaptionCue.objects.filter(track__video__interviews__in=InterviewPage.objects.child_of(library)).count() == 6 * 2 * 12
    journal = ContentEvent.objects.count()
    guide = GuidePage.objects.child_of(library).last()
    for code in languages.ready_languages(guide):
        text = getattr(guide, languages.column("steps", code))
        text.stream_block.clean(text)
    guide.save()
    assert sweep() == 0
    assert ContentEvent.objects.count() == journal

    with pytest.raises(AlreadyGeneratedError):
        generate(57, loader(), lambda _line: None)
    assert GuidePage.objects.child_of(library).count() == 50


@pytest.mark.django_db
@pytest.mark.parametrize(("allowed", "pages", "message"), [(False, 57, "in development only"), (True, 0, "at least 1")])
def test_the_command_refuses_and_makes_nothing(settings: Any, allowed: bool, pages: int, message: str) -> None:
    settings.HAS_DEMO_CONTENT = allowed
    before = BasePage.objects.count()
    with pytest.raises(CommandError, match=message):
        call_command("generate_content", pages=pages)
    assert (BasePage.objects.count(), Theme.objects.count(), ContentEvent.objects.count()) == (before, 0, 0)
