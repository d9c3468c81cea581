"""The one task of our workflow: somebody who may approves the version that was submitted."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


class ApprovalTask(Task):
    """Approval by another association for editions and pages of urgent help, by a publisher of one's own for the rest; never by an author.

    Reviewers read and decide on a screen of ours (``editorial.views.review``), bound to the version they have before them; Wagtail's own
    buttons, which would approve whatever is newest, are not offered.
    """

    class Meta:
        verbose_name = _("approval of a version")
        verbose_name_plural = _("approvals of versions")

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """A text under review stands still for those who submitted it; publishers may still mend it, translators write other languages."""
        from editorial.models import SubmittedLanguages  # noqa: PLC0415 - the models of one room

        rights = obj.permissions_for_user(user)
        if rights.only_languages is None:
            return not rights.is_publisher()
        submitted = SubmittedLanguages.of(obj.current_workflow_state)
        return submitted is None or not rights.only_languages.isdisjoint(submitted)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:  # noqa: ARG002 - the signature is Wagtail's
        """None: see above."""
        return []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - the signature is Wagtail's
        """The versions that wait for this person's word."""
        from editorial.reviews import languages_under_review, may_review  # noqa: PLC0415 - it reads the models

        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS).select_related("revision", "workflow_state")
        return waiting.filter(pk__in=[state.pk for state in waiting if may_review(user, state.revision, languages_under_review(state))])

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Writes the approval on record, then lets the workflow go on. Raises ``PermissionDenied`` for those who may not."""
        from editorial import reviews  # noqa: PLC0415 - it reads the models
        from pages import releases  # noqa: PLC0415 - the same

        codes = reviews.languages_under_review(task_state)
        if not reviews.may_review(user, task_state.revision, codes):
            raise PermissionDenied
        if action_name == "approve":
            reviews.record(user, task_state.revision, codes, str(kwargs.get("comment", "")))
            if releases.open_parts(task_state.revision, codes):
                # The French is approved and a translation is not, or the other way round: it goes out whole.
                return
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """What the task asks for, in the list of Wagtail's workflows."""
        return str(_("Another association approves editions and pages of urgent help; a publisher of the association the other pages."))
