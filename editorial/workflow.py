"""How a workflow ends. Imports no model: Wagtail reads this name while it makes its own."""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publishes the version that was approved, not whatever is newest by now, in the languages that were submitted.

    Reviewers have no rights in the page's space: the record of approvals lets the version through (``BasePage.save()``). What goes out
    with an edition waits for its release, unless it has a time of its own or a publisher lets it go earlier.
    """
    from editorial.editions.candidates import waits_for_an_edition  # noqa: PLC0415 - see above
    from editorial.models import SubmittedLanguages  # noqa: PLC0415 - see above
    from pages import language_publication  # noqa: PLC0415 - see above

    revision = workflow_state.current_task_state.revision
    codes, go_live_at = SubmittedLanguages.of(workflow_state), SubmittedLanguages.time_of(workflow_state)
    language_publication.record(revision, codes, go_live_at=go_live_at)
    version = revision.as_object()
    if version.go_live_at is None and waits_for_an_edition(version):
        return
    revision.publish(user=user, skip_permission_checks=True)
