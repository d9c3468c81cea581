"""Publishing one language of a page from the desk, by the rules that hold for every road: what stands against it, and who decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from editorial.reviews import OutdatedVersionError, UnfitVersionError
from editorial.translation import wording
from editorial.translation.reading import survey_of_draft
from editorial.translation.saving import held, may_translate
from editorial.translation.states import Survey
from pages import language_ticks, languages, releases
from pages.editorial_checks import blocking_findings
from pages.editorial_checks.wording import told
from pages.models import BasePage

REQUIRED = ("title", "summary")
"""What a language has before readers get it."""


class Way(Enum):
    """How a language comes to readers, or why it does not."""

    PUBLISH = "publish"
    SUBMIT = "submit"
    """Somebody who reads the language, or a publisher, approves it first."""
    UNDER_REVIEW = "under review"
    NOT_PUBLIC = "not public"
    NOTHING_NEW = "nothing new"
    NOT_ALLOWED = "not allowed"

    @property
    def is_open(self) -> bool:
        """Whether there is something to press."""
        return self in (Way.PUBLISH, Way.SUBMIT)


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a language would do: ``obstacles`` say what to mend first, ``seen`` is the digest of what would go out."""

    way: Way
    obstacles: tuple[str, ...]
    survey: Survey
    french_differs: bool
    seen: str


def label(page: BasePage, code: str, user: Any) -> str:
    """What leads to the publication of a language is called."""
    is_submitted = _way(page, page, code, user) is Way.SUBMIT
    return wording.submit_label(code) if is_submitted else wording.publish_label(code)


def plan(page: BasePage, code: str, user: Any) -> Plan:
    """What publishing the newest version of a language would do."""
    version = _ready_version(page, code)
    pending = language_ticks.unpublished(version)
    way = _way(page, version, code, user)
    if way.is_open and code not in pending:
        way = Way.NOTHING_NEW
    return Plan(
        way=way,
        obstacles=tuple(_obstacles(version, code)) if way.is_open else (),
        survey=survey_of_draft(page, code),
        french_differs=languages.source() in pending,
        seen=releases.content_digest(version),
    )


@transaction.atomic
def publish(page: BasePage, code: str, user: Any, *, seen: str, moment: dt.datetime | None = None) -> Way:
    """Publishes the language, at once or at its moment, or submits it for approval; returns which.

    Raises ``PermissionDenied`` where there is no way, ``OutdatedVersionError`` where it is not what they saw, ``UnfitVersionError``
    where something stands against it.
    """
    page = held(page)
    planned = plan(page, code, user)
    if not planned.way.is_open:
        raise PermissionDenied
    if seen != planned.seen:
        raise OutdatedVersionError
    if planned.obstacles:
        raise UnfitVersionError(list(planned.obstacles))
    version = _ready_version(page, code)
    version.languages_to_publish, version.languages_go_live_at = {code}, moment
    try:
        revision = version.save_revision(user=user, log_action=True)
    except ValidationError as error:
        raise UnfitVersionError(list(error.messages)) from error
    if planned.way is Way.PUBLISH:
        revision.publish(user=user)
    else:
        _submit(held(page), user)
    return planned.way


def _ready_version(page: BasePage, code: str) -> BasePage:
    """The newest version, said to be ready in the language."""
    version: BasePage = page.get_latest_revision_as_object()
    languages.set_ready(version, code)
    return version


def _way(page: BasePage, version: BasePage, code: str, user: Any) -> Way:
    if not page.live:
        return Way.NOT_PUBLIC
    rights = page.permissions_for_user(user)
    is_publisher = user.is_superuser or (rights.can_publish() and not releases.needs_review(version))
    if not is_publisher and page.workflow_in_progress:
        return Way.UNDER_REVIEW
    if not may_translate(user, page, code):
        return Way.NOT_ALLOWED
    if is_publisher:
        return Way.PUBLISH
    return Way.SUBMIT if rights.can_submit_for_moderation() else Way.NOT_ALLOWED


def _obstacles(version: BasePage, code: str) -> Iterator[str]:
    for field in REQUIRED:
        if not languages.text(version, field, code):
            name = type(version)._meta.get_field(field).verbose_name
            yield _("A language that is published needs this text: %(field)s.") % {"field": name}
    if not languages.is_consented(version, code):
        yield _("Somebody who testifies on this page does not consent to this language.")
    for finding in blocking_findings(version, in_languages={code}):
        # What all languages share is for those who answer for the page as a whole.
        if finding.language:
            yield told(version, finding)


def _submit(page: BasePage, user: Any) -> None:
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
