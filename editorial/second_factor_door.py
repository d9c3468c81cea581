"""The door between the password and the admin: who lacks a second factor gets no further than the screens that set it up and ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response

from editorial import second_factor
from editorial.second_factor import Missing

SCREENS = {Missing.SET_UP: "editorial_second_factor_set_up", Missing.CODE: "editorial_second_factor_verify"}

OPEN_TO_ALL = frozenset(
    {
        *SCREENS.values(),
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        # Words and icons of the interface.
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        # Makes another account, with a link that was mailed.
        "editorial_accept",
    }
)
"""The views below the admin's address that need no second factor. Not the account screen: it also changes the address of the mails with
which a password is set anew."""


class SecondFactorDoor:
    """Answers in place of the admin's views where the second factor is missing. Elsewhere it asks nobody who they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Refuses before the view runs."""
        # The path first: the session of a visitor is no business of the public doors.
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        match = request.resolver_match
        if (match is not None and match.view_name in OPEN_TO_ALL) or not request.user.is_authenticated:
            return None
        missing = second_factor.missing(request.user)
        if missing is None:
            return None
        response: HttpResponseBase = get_localized_response(_refusal, request, reverse(SCREENS[missing]))
        add_never_cache_headers(response)
        return response


def _refusal(request: HttpRequest, screen: str) -> HttpResponse:
    """Leads who reads to the screen; tells who sends that nothing was done."""
    match = request.resolver_match
    is_script = (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or "application/json" in request.headers.get("accept", "")
        or (match is not None and match.view_name.startswith("wagtailadmin_api:"))
    )
    if is_script:
        message = _("Nothing was done: confirm with your second factor first.")
        return JsonResponse({"success": False, "error_code": "second_factor", "error_message": message}, status=403)
    if request.method not in ("GET", "HEAD"):
        return render(request, "editorial/second_factor/refused.html", {"screen": screen}, status=403)
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path()
    return redirect(f"{screen}?{query.urlencode(safe='/')}")
