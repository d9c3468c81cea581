"""Reviews: who may approve a version, and the approval itself, as the rule of ``pages.release_rules`` has it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Revision, TaskState

from editorial import teams
from editorial.models import ApprovalTask, SubmittedLanguages
from pages import authorship, language_publication, language_rights, languages, release_rules, releases
from pages.editorial_checks import blocking_findings
from pages.editorial_checks.wording import told
from pages.models import BasePage, RevisionApproval, UrgentCorrection
from pages.release_rules import Part, Refusal, Reviewer


class OutdatedVersionError(Exception):
    """The text changed since somebody began to read it."""


class UnfitVersionError(Exception):
    """The checks found something that keeps the version from being published: ``sentences`` say what."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def languages_under_review(state: TaskState) -> frozenset[str] | None:
    """The languages that were submitted; None: the page as a whole."""
    return SubmittedLanguages.of(state.workflow_state)


def refusal(user: Any, revision: Revision, codes: frozenset[str] | None) -> Refusal | None:
    """Why this person may not approve these languages (None: all) of a version of a page; None where they may."""
    page = revision.as_object()
    authors, new, live = authorship.authors_of(revision, codes), releases.version_of(page), releases.live_version(page)
    if codes is not None and languages.source() not in codes:
        return release_rules.refusal_of_translations(_reviewer(user, page), authors, codes, new, live)
    return release_rules.refusal(_reviewer(user, page), authors, teams.organisations_of_all(authors), new, live)


def may_review(user: Any, revision: Revision, codes: frozenset[str] | None) -> bool:
    """Whether this person may approve these languages of a version of a page, or some of what waits in it, or ask for changes."""
    if not user.is_active:
        return False
    waiting = releases.open_parts(revision, codes)
    if not waiting:
        return refusal(user, revision, codes) is None
    return bool(_judged(user, revision, codes, waiting))


def _judged(user: Any, revision: Revision, codes: frozenset[str] | None, waiting: list[Part]) -> list[Part]:
    """Those of the parts that wait which this person may approve."""
    page = revision.as_object()
    new, live, reviewer = releases.version_of(page), releases.live_version(page), _reviewer(user, page)
    takes_association = refusal(user, revision, codes) is None
    return [
        part
        for part in waiting
        if (
            release_rules.refusal_of_translations(reviewer, part.authors, [part.language or ""], new, live) is None
            if part.is_translation
            else takes_association
        )
    ]


def record(user: Any, revision: Revision, codes: frozenset[str] | None, comment: str = "") -> RevisionApproval:
    """Puts the approval on record, in the name of an association where it takes another one. Raises ``PermissionDenied``.

    Of a version in which the French takes another association and a translation a reader, it is the approval of what this person may judge.
    """
    if not may_review(user, revision, codes):
        raise PermissionDenied
    if waiting := releases.open_parts(revision, codes):
        judged = _judged(user, revision, codes, waiting)
        codes = None if any(part.language is None for part in judged) else frozenset(part.language for part in judged if part.language)
    page = revision.as_object()
    reviewer = _reviewer(user, page)
    authors = teams.organisations_of_all(authorship.authors_of(revision, codes))
    others = release_rules.other_associations(reviewer, authors, releases.version_of(page), releases.live_version(page))
    organisation = min(others or reviewer.organisations, default=None)
    approval: RevisionApproval = releases.record_approval(revision, user, codes=codes, organisation_id=organisation, comment=comment)
    return approval


def _reviewer(user: Any, page: BasePage) -> Reviewer:
    return Reviewer(
        user=user.pk,
        organisations=teams.publishes_for(user),
        publishes_here=page.permissions_for_user(user).is_publisher(),
        is_superuser=user.is_superuser,
        reads=language_rights.languages_read_by(user),
    )


# --- submitted versions ----------------------------------------------------------------------------------------------------------


def waiting_for(user: Any) -> list[TaskState]:
    """The submitted versions that wait for this person's word, oldest first."""
    tasks = ApprovalTask.objects.filter(active=True)
    states = [state for task in tasks for state in task.get_task_states_user_can_moderate(user) if state.revision.content_object]
    return sorted(states, key=lambda state: (state.started_at, state.pk))


@transaction.atomic
def decide(task_state: TaskState, user: Any, *, seen: str, approves: bool, comment: str) -> None:
    """Approves the submitted version, or asks for changes.

    ``seen`` is the digest of what the reviewer read: ``OutdatedVersionError`` if the text is another by now. ``PermissionDenied`` for those
    who may not decide; ``UnfitVersionError`` where the checks of publication stand against what would be approved.
    """
    # The row is locked: of two reviewers, the second finds the task finished.
    state = TaskState.objects.select_for_update(of=("self",)).get(pk=task_state.pk)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied
    _check_seen(state.revision, seen)
    if approves:
        _check_content(state.revision.as_object(), languages_under_review(state))
    state.task.specific.on_action(state.specific, user, "approve" if approves else "reject", comment=comment)


def follow_new_revision(revision: Revision) -> None:
    """A new version was saved while one is under review: the review is about the new one."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__in=ApprovalTask.objects.values("pk"),
        workflow_state__base_content_type=revision.base_content_type,
        workflow_state__object_id=revision.object_id,
    )
    states.update(revision=revision)


def end_with_publication(page: BasePage, revision: Revision) -> None:
    """A review ends once everything it is about went out without it; what did not go out stays under review."""
    state = page.current_workflow_state
    if state is None or not state.current_task_state or not ApprovalTask.objects.filter(pk=state.current_task_state.task_id).exists():
        return
    everything = frozenset(languages.codes())
    left = (SubmittedLanguages.of(state) or everything) - (language_publication.languages_of(revision) or everything)
    if left:
        SubmittedLanguages.put_down(state, left, SubmittedLanguages.time_of(state))
    else:
        state.cancel(user=revision.user)


# --- urgent corrections ----------------------------------------------------------------------------------------------------------


def corrections_waiting_for(user: Any) -> list[UrgentCorrection]:
    """The urgent corrections that wait for this person's approval, oldest first."""
    waiting = UrgentCorrection.waiting().exclude(revision=None).select_related("page", "revision", "made_by")
    return [
        correction
        for correction in waiting
        if may_review(user, correction.revision, language_publication.languages_of(correction.revision))
    ]


@transaction.atomic
def approve_correction(correction: UrgentCorrection, user: Any, *, seen: str, comment: str) -> None:
    """Approves, afterwards, what an urgent correction made public; raises as ``decide`` does."""
    held = UrgentCorrection.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if held.approval_id is not None or held.revision is None:
        raise PermissionDenied
    _check_seen(held.revision, seen)
    held.approval = record(user, held.revision, language_publication.languages_of(held.revision), comment)
    held.save(update_fields=["approval"])


def _check_content(page: BasePage, codes: frozenset[str] | None) -> None:
    if found := blocking_findings(page, in_languages=codes):
        raise UnfitVersionError([told(page, finding) for finding in found])


def _check_seen(revision: Revision, seen: str) -> None:
    if seen != releases.content_digest(revision.as_object()):
        raise OutdatedVersionError
