"""What changes something is never answered by the door: each mutation runs, and its answer is kept nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from api.http.clients import Reports
from api.http.view import Endpoint
from api.ids import GlobalId
from pages.models import PageVotes
from tests.api.answers.house import House
from tests.factories import GuidePageFactory

pytestmark = pytest.mark.django_db

REPORT = "mutation ($input: ReportPageInput!) { reportPage(input: $input) { outcome } }"


def test_each_one_runs_and_none_is_kept(house: House, home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Endpoint, "reports", Reports())
    guide = GuidePageFactory(slug="guide")
    said = {"input": {"pageId": GlobalId("GuidePage", guide.pk, "fr").encoded(), "kind": "HELPED"}}

    replies = [house.post(REPORT, said) for _time in range(3)]

    assert [reply.json for reply in replies] == [{"data": {"reportPage": {"outcome": "RECORDED"}}}] * 3
    assert [(reply.headers["Cache-Control"], {"ETag", "Cache-Status"} & set(reply.headers)) for reply in replies] == [
        ("no-store", set())
    ] * 3
    assert len(house.store) == 0
    assert list(PageVotes.objects.values_list("page", "language", "helped", "not_helped")) == [(guide.pk, "fr", 3, 0)]
