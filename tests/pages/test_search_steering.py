"""Synonyms and promoted answers as records: what they refuse, that the journal tells of them, and the sample site's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pages.journal.sweep import sweep
from pages.lines import lines_of
from pages.models import ContentEvent, HomePage, PromotedAnswer, SynonymGroup
from pages.starter_content.search_steering import load_promoted_answers, load_synonyms
from pages.starter_content.sources import records
from tests.factories import GuidePageFactory, PromotedAnswerFactory, SynonymGroupFactory
from tests.pages.journal import events

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "lines"),
    [(None, []), ("", []), (" \n\n", []), ("un\n  deux   mots \r\nun", ["un", "deux mots"])],
)
def test_lists_are_written_one_a_line(written: str | None, lines: list[str]) -> None:
    assert lines_of(written) == lines


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": "téléphone"}, "words"),
        ({"words": "téléphone\n téléphone "}, "words"),
        ({"words": ""}, "words"),
        ({"words": "\n".join(map(str, range(41)))}, "words"),
        ({"weight": 0.0}, "weight"),
        ({"weight": 1.0}, "weight"),
        ({"weight": None}, "weight"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_group_that_leads_nowhere_or_weighs_as_much_as_what_is_typed_is_refused(values: dict[str, Any], field: str) -> None:
    group = SynonymGroupFactory.build(**values)
    with pytest.raises(ValidationError) as refusal:
        group.full_clean()
    assert sorted(refusal.value.message_dict) == [field]


def test_one_word_may_lead_to_another_one_way() -> None:
    group = SynonymGroupFactory(words="insta", leads_to="instagram")
    group.full_clean()
    assert str(group) == "insta → instagram"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"questions": " \n"}, "questions"),
        ({"questions": "\n".join(map(str, range(101)))}, "questions"),
        ({"valid_from": dt.date(2026, 11, 6), "valid_to": dt.date(2026, 11, 5)}, "valid_to"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_promoted_answer_that_cannot_be_is_refused(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        PromotedAnswer(**{"language": "fr", "questions": "sommeil", **values}).full_clean()
    assert sorted(refusal.value.message_dict) == [field]


def test_what_is_saved_changed_or_deleted_is_journalled_once(home: HomePage) -> None:
    first, second = GuidePageFactory(), GuidePageFactory()
    with events() as written:
        group = SynonymGroupFactory()
        group.weight = 0.5
        group.save()
        group.save()
        answer = PromotedAnswerFactory(promoted=[first, second])
        for position, row in enumerate(reversed(list(rows := answer.pages.all()))):
            row.sort_order = position
        answer.pages = rows
        answer.save()
        keys = group.pk, answer.pk
        group.delete()
        answer.delete()
    kinds = {"synonymgroup": keys[0], "promotedanswer": keys[1]}
    assert written == [
        *(
            (action, kind, kinds[kind])
            for action, kind in [
                ("PUBLISHED", "synonymgroup"),
                ("CHANGED", "synonymgroup"),
                ("PUBLISHED", "promotedanswer"),
                ("CHANGED", "promotedanswer"),
                ("WITHDRAWN", "synonymgroup"),
                ("WITHDRAWN", "promotedanswer"),
            ]
        )
    ]


def test_the_sweep_tells_of_what_was_changed_behind_the_models() -> None:
    group = SynonymGroupFactory()
    sweep()
    with events() as written:
        SynonymGroup.objects.update(is_active=False)
        assert sweep() == 1
    assert written == [("CHANGED", "synonymgroup", group.pk)]


def test_the_sample_site_s_own_are_loaded_once_and_can_be_saved_as_they_are(home: HomePage) -> None:
    pages = {name: GuidePageFactory(slug=name).pk for record in records("promoted_answers") for name in record["pages"]}
    made = len(records("synonyms")), len(records("promoted_answers"))
    assert (load_synonyms(), load_promoted_answers(pages)) == made
    before = ContentEvent.objects.count()
    assert (load_synonyms(), load_promoted_answers(pages)) == (0, 0)
    assert (SynonymGroup.objects.count(), PromotedAnswer.objects.count(), ContentEvent.objects.count()) == (*made, before)
    for record in [*SynonymGroup.objects.all(), *PromotedAnswer.objects.all()]:
        record.full_clean()
