"""What a reader says of a page, from the form of the page, and what the site says to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, str | Promise] = {
    "ERROR": _("Something is wrong"),
    "OUTDATED": _("Something is out of date"),
    "BROKEN": _("A link, a video or a file does not work"),
    "TRANSLATION": _("The translation is wrong or missing"),
    "ACCESSIBILITY": _("I cannot read, hear or use something"),
    "OTHER": _("Something else"),
}
"""What may be wrong with a page: the values of the schema that come with words."""

VERDICTS = {"helped": "HELPED", "not-helped": "NOT_HELPED"}
"""The two that come without, by the buttons of the form."""


@dataclass(frozen=True)
class Said:
    """What came in a form. `page` is the id of the API, `path` where the page stands."""

    page: str
    path: str
    kind: str
    message: str
    is_by_a_program: bool
    """Somebody filled the field that no person sees."""

    @classmethod
    def in_form(cls, form: QueryDict) -> Said:
        """What the form of a page says."""
        verdict, kind = form.get("verdict", ""), form.get("kind", "")
        return cls(
            page=form.get("page", ""),
            path=form.get("path", ""),
            kind=VERDICTS.get(verdict) or (kind if kind in KINDS else "ERROR"),
            message=form.get("message", "").strip(),
            is_by_a_program=bool(form.get("more")),
        )

    @property
    def is_vote(self) -> bool:
        """Whether it only says if the page helped."""
        return self.kind in VERDICTS.values()


@dataclass(frozen=True)
class Refusal:
    """Why something was not taken: a status of HTTP, and what is said to the reader."""

    status: HTTPStatus
    words: str | Promise
    is_about_message: bool = False


REFUSALS: Mapping[str, Refusal] = {
    "MESSAGE_MISSING": Refusal(
        HTTPStatus.UNPROCESSABLE_ENTITY, _("Say in a few words what is wrong, so that somebody can mend it."), is_about_message=True
    ),
    "MESSAGE_TOO_LONG": Refusal(
        HTTPStatus.UNPROCESSABLE_ENTITY, _("The message is too long: 1,000 characters at most."), is_about_message=True
    ),
    "PAGE_NOT_FOUND": Refusal(HTTPStatus.NOT_FOUND, _("This page is not on the site any more, so nothing was sent.")),
    "TOO_MANY_REPORTS": Refusal(
        HTTPStatus.CONFLICT, _("Many readers have reported this page already. The editors know, and nothing was added.")
    ),
    "RATE_LIMITED": Refusal(
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Many messages have just come from your connection. Nothing is lost: wait a minute and send again."),
    ),
}
"""By outcome or error of the API."""

AWAY = Refusal(HTTPStatus.SERVICE_UNAVAILABLE, _("The message could not be sent just now. Nothing is lost: try again in a moment."))
ELSEWHERE = Refusal(HTTPStatus.FORBIDDEN, _("This form was sent from another site. Send it again from here if it is yours."))
