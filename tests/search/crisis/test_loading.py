"""The lists are read at each search and compiled once for as long as they say the same."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.models import CrisisCode
from search.crisis import recognise
from search.crisis.loading import lexicon
from tests.factories import CrisisReasonFactory

pytestmark = pytest.mark.django_db


def test_one_statement_and_the_same_lexicon_until_a_text_changes() -> None:
    reason = CrisisReasonFactory(code=CrisisCode.SUICIDE, phrases_fr="veux mourir")
    with CaptureQueriesContext(connection) as captured:
        first, second = lexicon("default", timezone.now()), lexicon("default", timezone.now())
    assert (len(captured), first is second) == (2, True)

    reason.harmless_en = "mourir rire"
    reason.save()

    assert lexicon("default", timezone.now()) is not first


def test_the_order_of_the_reasons_decides_between_them() -> None:
    first = CrisisReasonFactory(code=CrisisCode.SUICIDE, order=1, phrases_fr="deux mots")
    CrisisReasonFactory(code=CrisisCode.RUNAWAY, order=2, phrases_fr="autres paroles")

    def found() -> str:
        known = recognise("deux mots et autres paroles", lexicon("default", timezone.now()))
        return known.reason if known else ""

    assert found() == "SUICIDE"
    first.order = 3
    first.save()
    assert found() == "RUNAWAY"


def test_no_reason_recognises_nothing() -> None:
    assert recognise("je veux mourir", lexicon("default", timezone.now())) is None
