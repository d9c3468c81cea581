"""Who listens at the desk: versions saved, translated or promised to an edition, what the workflow says, what becomes public."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Revision, TaskState
from wagtail.signals import page_published, task_submitted

from editorial import mails, reviews
from editorial.models import ApprovalTask, SubmittedLanguages
from editorial.models.release import is_held
from editorial.translation import recording, standing
from pages import language_publication
from pages.models import BasePage
from pages.signals import page_written, revision_promised


def _revision_saved(
    sender: Any,  # noqa: ARG001 - Django's signature
    instance: Revision,
    created: bool,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    if not issubclass(instance.base_content_type.model_class() or Revision, BasePage):
        return
    if created:
        reviews.follow_new_revision(instance)
    if update_fields is None:
        standing.refresh(instance.content_object, recording.notice(instance))


def _submitted(sender: Any, instance: TaskState, user: Any = None, **_kwargs: Any) -> None:  # noqa: ARG001 - Django's signature
    if isinstance(instance.task.specific, ApprovalTask):
        entry = language_publication.entry_of(instance.revision)
        codes, go_live_at = (frozenset(entry.codes), entry.go_live_at) if entry is not None else (None, None)
        SubmittedLanguages.put_down(instance.workflow_state, codes, go_live_at)
        mails.ask_for_review(instance, user)


def _published(sender: Any, instance: Any, revision: Revision, **_kwargs: Any) -> None:  # noqa: ARG001 - Django's signature
    if isinstance(instance, BasePage):
        reviews.end_with_publication(instance, revision)


def _page_written(sender: Any, page: BasePage, **_kwargs: Any) -> None:  # noqa: ARG001 - Django's signature
    standing.refresh(page)


def _promised(sender: Any, revision: Revision, **_kwargs: Any) -> bool:  # noqa: ARG001 - Django's signature
    return is_held(revision)


def connect() -> None:
    """Connects the receivers; called once, when the application is ready."""
    post_save.connect(_revision_saved, sender=Revision, dispatch_uid="editorial-revision-saved")
    page_written.connect(_page_written, dispatch_uid="editorial-page-written")
    task_submitted.connect(_submitted, dispatch_uid="editorial-task-submitted")
    page_published.connect(_published, dispatch_uid="editorial-page-published")
    revision_promised.connect(_promised, dispatch_uid="editorial-revision-promised")
