"""Mails of the desk, each in its reader's language (the one chosen in the profile of the admin), sent once the change is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from editorial import teams
from editorial.reviews import languages_under_review, may_review
from pages import language_publication, languages
from pages.models import UrgentCorrection

logger = logging.getLogger(__name__)


def send(template: str, recipients: Iterable[Any], context: dict[str, Any]) -> None:
    """Sends everybody the template of this name (its first line is the subject), when the transaction is kept.

    A mail that cannot be sent is logged: what it tells of has happened all the same.
    """
    readers = sorted(
        {reader.pk: reader for reader in recipients if reader.is_active and reader.email}.values(), key=lambda reader: reader.pk
    )
    for reader in readers:
        transaction.on_commit(partial(_send, template, reader.email, _language(reader), {**context, "reader": reader}))


def send_to_address(template: str, address: str, language: str, context: dict[str, Any]) -> None:
    """The same to an address that has no account yet."""
    transaction.on_commit(lambda: _send(template, address, language, context))


def address_of(view: str, *args: Any) -> str:
    """The full address of a view of the admin, for links in mails."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(view, args=args)}"


def _language(reader: Any) -> str:
    return str(UserProfile.get_for_user(reader).get_preferred_language())


def written(template: str, reader: Any, context: dict[str, Any]) -> tuple[str, str]:
    """The subject and the text of a mail as its reader would get it."""
    return _written(template, _language(reader), {**context, "reader": reader})


def _written(template: str, language: str, context: dict[str, Any]) -> tuple[str, str]:
    with override(language):
        subject, _separator, body = render_to_string(f"editorial/mails/{template}.txt", context).lstrip().partition("\n")
    return subject.strip(), body.lstrip()


def _send(template: str, address: str, language: str, context: dict[str, Any]) -> None:
    subject, body = _written(template, language, context)
    try:
        send_mail(subject, body, None, [address])
    except (SMTPException, OSError):
        logger.exception("A mail could not be sent", extra={"template": template})


# --- what happens ----------------------------------------------------------------------------------------------------------------


def ask_for_review(task_state: TaskState, submitter: Any) -> None:
    """Asks those who may approve a submitted version to read it."""
    page = task_state.revision.as_object()
    context = {"title": languages.source_title(page), "submitter": submitter, "link": address_of("editorial_review", task_state.pk)}
    codes = languages_under_review(task_state)
    send("review_asked", _reviewers(lambda user: may_review(user, task_state.revision, codes)), context)


def ask_after_correction(correction: UrgentCorrection) -> None:
    """Asks another association to look at what an urgent correction made public."""
    revision = correction.revision
    if revision is None:
        return
    context = {
        "title": languages.source_title(revision.as_object()),
        "reason": correction.reason,
        "corrector": correction.made_by,
        "link": address_of("editorial_correction_review", correction.pk),
    }
    codes = language_publication.languages_of(revision)
    send("correction_made", _reviewers(lambda user: may_review(user, revision, codes)), context)


def tell_about_remark(correction: UrgentCorrection, reviewer: Any, comment: str) -> None:
    """Tells who made an urgent correction that another association does not approve it as it is."""
    context = {
        "title": languages.source_title(correction.page),
        "reviewer": reviewer,
        "comment": comment,
        "link": address_of("wagtailadmin_pages:edit", correction.page_id),
    }
    send("correction_remark", [correction.made_by] if correction.made_by else [], context)


def _reviewers(may: Callable[[Any], bool]) -> list[Any]:
    return [user for user in teams.reviewers() if not user.is_superuser and may(user)]
