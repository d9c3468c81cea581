"""Who listens at the desk: new versions under review, submissions and decisions of the workflow, versions promised to an edition."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Revision, TaskState
from wagtail.signals import page_published, task_submitted

from editorial import mails, reviews
from editorial.models import ApprovalTask, SubmittedLanguages
from editorial.models.release import is_held
from pages import language_publication
from pages.models import BasePage
from pages.signals import revision_promised


def _revision_saved(sender: Any, instance: Revision, created: bool, **_kwargs: Any) -> None:  # noqa: ARG001 - Django's signature
    if created and issubclass(instance.base_content_type.model_class() or Revision, BasePage):
        reviews.follow_new_revision(instance)


def _submitted(sender: Any, instance: TaskState, user: Any = None, **_kwargs: Any) -> None:  # noqa: ARG001 - Django's signature
    if isinstance(instance.task.specific, ApprovalTask):
        entry = language_publication.entry_of(instance.revision)
        codes, go_live_at = (frozenset(entry.codes), entry.go_live_at) if entry is not None else (None, None)
        SubmittedLanguages.put_down(instance.workflow_state, codes, go_live_at)
        mails.ask_for_review(instance, user)


def _published(sender: Any, instance: Any, revision: Revision, **_kwargs: Any) -> None:  # noqa: ARG001 - Django's signature
    if isinstance(instance, BasePage):
        reviews.end_with_publication(instance, revision)


def _promised(sender: Any, revision: Revision, **_kwargs: Any) -> bool:  # noqa: ARG001 - Django's signature
    return is_held(revision)


def connect() -> None:
    """Connects the receivers; called once, when the application is ready."""
    post_save.connect(_revision_saved, sender=Revision, dispatch_uid="editorial-revision-saved")
    task_submitted.connect(_submitted, dispatch_uid="editorial-task-submitted")
    page_published.connect(_published, dispatch_uid="editorial-page-published")
    revision_promised.connect(_promised, dispatch_uid="editorial-revision-promised")
