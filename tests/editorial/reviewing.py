"""Submitting versions for approval and deciding on them, as the desk's screens do."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, TaskState

from pages.releases import content_digest
from tests.editorial.conftest import fresh


def submit(page: Any, author: Any) -> TaskState:
    """The newest version of the page, submitted by somebody."""
    page = fresh(page)
    page.get_workflow().start(page.get_latest_revision_as_object(), author)
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def decide(client: Client, state: TaskState, decision: str = "approve", comment: str = "", seen: str | None = None) -> Any:
    """The answer to somebody's word on what was submitted; `seen` is the digest of what they read, by default the text as it is."""
    state = TaskState.objects.get(pk=state.pk)
    digest = content_digest(Revision.objects.get(pk=state.revision_id).as_object()) if seen is None else seen
    return client.post(reverse("editorial_review", args=[state.pk]), {decision: "1", "comment": comment, "seen": digest})
