"""Saving translations into the newest version of a page, as somebody types them or all those of a file: all of them or none.

Whoever writes says which French and which text they had before them. Where either is another by now, nothing is saved.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from editorial.translation import history, standing
from editorial.translation.composing import composed
from editorial.translation.digests import normalised
from editorial.translation.parts import Kind, Part
from editorial.translation.reading import draft_content, on_record, surveyed
from editorial.translation.recording import put_on_record
from editorial.translation.states import Survey, Verdict
from pages import language_publication, languages
from pages.language_rights import languages_for
from pages.models import BasePage
from pages.sanitising import sanitised_for_storage

SAME_SITTING = dt.timedelta(minutes=30)
"""What one person saves within this time of their last save is written over it, so that the history of a page stays readable."""

_LINE_ENDS = re.compile(r"\s*[\r\n\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to save of one part.

    ``text`` None: as it is, with the verdict. ``source_digest`` and ``translation_digest`` are those of what they had before them; None:
    whatever is there.
    """

    text: str | None = None
    verdict: Verdict = Verdict.CURRENT
    reason: str = ""
    source_digest: str | None = None
    translation_digest: str | None = None


class RefusedChangesError(Exception):
    """Nothing was saved: ``errors`` says why, by path."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{path}: {error}" for path, error in errors.items()))
        self.errors = dict(errors)


class ConflictError(RefusedChangesError):
    """The French, or the text in the language, changed since the writer read them; ``survey`` is how the page stands now."""

    def __init__(self, errors: Mapping[str, str], survey: Survey) -> None:
        super().__init__(errors)
        self.survey = survey


def may_translate(user: Any, page: BasePage, code: str) -> bool:
    """Whether this person may write a language of a page: they may edit it, and the language is theirs; nobody else holds the page."""
    if code not in languages.translations() or not page.permissions_for_user(user).can_edit():
        return False
    own = languages_for(user, page)
    lock = page.get_lock()
    return (own is None or code in own) and not (lock is not None and lock.for_user(user))


@transaction.atomic
def save(page: BasePage, code: str, changes: Mapping[str, Change], user: Any) -> Survey:
    """Saves the changes, by path, into a version of the page and puts them on record; returns how the language stands then.

    Raises ``PermissionDenied`` for those who may not write the language; ``ConflictError`` and ``RefusedChangesError`` (a path that is
    not there, a text that is too long): nothing is saved then.
    """
    page = held(page)
    if not may_translate(user, page, code):
        raise PermissionDenied
    content, record = draft_content(page), on_record(page.pk, [code])[code]
    model = page.specific_class
    before = surveyed(model, content, code, record)
    _check_unchanged(before, changes)
    texts = _texts(before, changes)
    if texts:
        with languages.source_language():
            version = page.with_content_json(composed(model, content, code, texts, record.known, record.following))
        _save_version(version, page, changes, user)
        page = held(page)
    after = surveyed(model, draft_content(page), code, on_record(page.pk, [code])[code])
    for path, change in changes.items():
        # A part whose text was taken out may be no part any more (a block that the French does not have).
        if (item := after.by_path.get(path)) is not None and (item.part.translation or change.verdict is Verdict.SKIPPED):
            put_on_record(page.pk, code, item.part, user, verdict=change.verdict, reason=change.reason)
    after = surveyed(model, draft_content(page), code, on_record(page.pk, [code])[code])
    standing.refresh(page)
    return after


def held(page: BasePage) -> BasePage:
    """The page as it is now, its row held until the transaction ends: two people may write at once."""
    BasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    known: BasePage = page.specific_class.objects.get(pk=page.pk)
    return known


def _check_unchanged(survey: Survey, changes: Mapping[str, Change]) -> None:
    errors, gone = {}, {}
    for path, change in changes.items():
        item = survey.by_path.get(path)
        if item is None:
            gone[path] = _("This text is no longer there.")
        elif change.source_digest not in (None, item.part.source_digest):
            errors[path] = _("The French changed since you read it.")
        elif change.translation_digest not in (None, item.part.translation_digest):
            errors[path] = _("Somebody else wrote this text meanwhile.")
    if errors or gone:
        raise ConflictError({**gone, **errors}, survey)


def _texts(survey: Survey, changes: Mapping[str, Change]) -> dict[str, str]:
    """The texts to write, cleaned; those that change nothing are left out. Raises ``RefusedChangesError``."""
    texts, errors = {}, {}
    for path, change in changes.items():
        part = survey.by_path[path].part
        if change.text is None:
            continue
        try:
            text = cleaned(part, change.text)
        except ValidationError as error:
            errors[path] = " ".join(error.messages)
            continue
        if part.kind is Kind.SHOWN or text != part.translation:
            texts[path] = text
    if errors:
        raise RefusedChangesError(errors)
    return texts


def cleaned(part: Part, text: str) -> str:
    """A text as the part may hold it: rich text with what its editor offers, one line where it has one. Raises ``ValidationError``."""
    if part.is_rich:
        kept = sanitised_for_storage(text)
        # An editor that was emptied leaves an empty paragraph behind.
        return kept if normalised(kept, is_rich=True) else ""
    text = text.replace("\x00", "").strip()
    if part.is_one_line:
        text = _LINE_ENDS.sub(" ", text)
    if part.max_length is not None and len(text) > part.max_length:
        raise ValidationError(
            _("This text has %(length)d characters, and may have %(most)d.") % {"length": len(text), "most": part.max_length}
        )
    return text


def _save_version(version: BasePage, page: BasePage, changes: Mapping[str, Change], user: Any) -> None:
    latest = page.get_latest_revision()
    try:
        # As drafts are checked, no more: the French of this one may be unfinished, and is as it was.
        version.minimal_clean()
    except ValidationError as error:
        raise RefusedChangesError(dict.fromkeys(changes, " ".join(error.messages))) from error
    version.save_revision(
        user=user, log_action=history.TRANSLATED, clean=False, overwrite_revision=latest if _is_same_sitting(latest, user) else None
    )


def _is_same_sitting(revision: Revision | None, user: Any) -> bool:
    """Whether a version was saved here, by the same person, a moment ago.

    One that a page's form saved is never written over: the form, still open elsewhere, would write over it in its turn and tell nobody.
    """
    return (
        revision is not None
        and revision.user_id == user.pk
        and timezone.now() - revision.created_at < SAME_SITTING
        and not language_publication.is_spoken_for(revision)
        and PageLogEntry.objects.filter(revision=revision, action=history.TRANSLATED).exists()
    )
