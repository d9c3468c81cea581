"""Saving what a translator types or says of one part: JSON in, JSON out; the text in the field is never lost by an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from editorial.translation import undoing, wording
from editorial.translation.reading import survey_of_draft
from editorial.translation.rows import as_json, rich_text_area, rows_of
from editorial.translation.saving import Change, ConflictError, RefusedChangesError, save
from editorial.translation.states import Survey, Verdict
from editorial.translation.views.desk import page_in_language
from editorial.translation.word_diff import difference_html
from pages.models import BasePage

_TEXTS = ("path", "text", "reason", "source", "source_digest", "translation_digest")


class UnreadableError(Exception):
    """What was sent is no change."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A change of one part as the screen sends it; ``source`` is the French that stood there."""

    path: str
    change: Change
    source: str | None


def sent(body: bytes) -> _Sent:
    """Reads what the screen sent. Raises ``UnreadableError``."""
    given = _given(body)
    try:
        verdict = Verdict(given.get("verdict", Verdict.CURRENT.value))
        text = given.get("text")
        if given.get("content") is not None:
            text = rich_text_area().converter.to_database_format(json.dumps(given["content"]))
    except (ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
        raise UnreadableError from error
    if any(not isinstance(given.get(name), str | None) for name in _TEXTS) or not given.get("path"):
        raise UnreadableError
    change = Change(text, verdict, given.get("reason") or "", given.get("source_digest"), given.get("translation_digest"))
    return _Sent(given["path"], change, given.get("source"))


def _given(body: bytes) -> dict[str, Any]:
    """What was sent, if it is made of words that can be kept. Raises ``UnreadableError``."""
    try:
        given = json.loads(body)
        # Half of a pair of surrogates can be written in JSON, and nowhere else.
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    if not isinstance(given, dict):
        raise UnreadableError
    return given


@method_decorator(never_cache, name="dispatch")
class _ChangeView(View):
    """Answers in JSON, also those whom it turns away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int, code: str) -> JsonResponse:
        """Makes the change."""
        try:
            page = page_in_language(request.user, page_id, code)
            return self.change(page, code, request)
        except PermissionDenied:
            return _refused(_("You may not write this language of this page now: somebody else holds it, or your rights changed."), 403)
        except UnreadableError:
            return _refused(_("This cannot be read."), 400)

    def change(self, page: BasePage, code: str, request: HttpRequest) -> JsonResponse:
        """Makes the change; raises as ``post`` catches."""
        raise NotImplementedError


class SaveView(_ChangeView):
    """Saves one part: 200 with how it stands; 409 where something changed since it was read, with both texts; 422 with the reason."""

    def change(self, page: BasePage, code: str, request: HttpRequest) -> JsonResponse:
        """See the class."""
        asked = sent(request.body)
        undo = None
        if asked.change.text is None:
            item = survey_of_draft(page, code).by_path.get(asked.path)
            undo = undoing.before(page.pk, code, item.part, request.user) if item is not None else None
        try:
            survey = save(page, code, {asked.path: asked.change}, request.user)
        except ConflictError as conflict:
            return JsonResponse(_conflict(conflict, asked, code), status=409)
        except RefusedChangesError as refusal:
            return _refused(refusal.errors[asked.path], 422)
        return JsonResponse({**_standing(survey, asked.path, code), "undo": undo})


class UndoView(_ChangeView):
    """Takes back a word that was just said of one part: 200 with how it stands; 409 where it cannot be any more."""

    def change(self, page: BasePage, code: str, request: HttpRequest) -> JsonResponse:
        """See the class."""
        given = _given(request.body)
        path, sealed = given.get("path"), given.get("undo")
        if not isinstance(path, str) or not isinstance(sealed, str):
            raise UnreadableError
        try:
            survey = undoing.undo(page, code, sealed, request.user)
        except undoing.NothingToUndoError:
            return _refused(_("This cannot be taken back any more."), 409)
        return JsonResponse({**_standing(survey, path, code), "undo": None})


def _refused(error: str, status: int) -> JsonResponse:
    return JsonResponse({"error": error}, status=status)


def _standing(survey: Survey, path: str, code: str) -> dict[str, Any]:
    """How the part stands, and how much is left."""
    item = survey.by_path.get(path)
    return {
        "part": as_json(rows_of([item], code)[0]) if item is not None else None,
        "to_do": survey.to_do,
        "remaining": wording.remaining(survey.to_do),
        "share": survey.share,
    }


def _conflict(conflict: ConflictError, asked: _Sent, code: str) -> dict[str, Any]:
    """Both texts, and what changed in the French since it was read."""
    item = conflict.survey.by_path.get(asked.path)
    told = {"error": conflict.errors[asked.path], **_standing(conflict.survey, asked.path, code), "difference": ""}
    if item is not None and asked.source is not None and asked.change.source_digest not in (None, item.part.source_digest):
        told["difference"] = difference_html(asked.source, item.part.source, is_rich=item.part.is_rich)
    return told
