"""What is done with the reports that were ticked; deleting asks once more."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from editorial.page_reports.handling import Action, chosen, handle
from editorial.views.desk import DeskView, ForTeams


class HandleView(ForTeams, DeskView, TemplateView):
    """Ticks off, takes back, deletes, and goes back to the list as it was filtered."""

    http_method_names = ("post",)
    page_title = gettext_lazy("Delete reports")
    header_icon = "bin"
    template_name = "editorial/page_reports/delete.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - the signature is Django's
        """Do it, and say with how many."""
        try:
            action = Action(request.POST.get("action", ""))
        except ValueError:
            return HttpResponseBadRequest()
        ids, back = request.POST.getlist("report"), get_valid_next_url_from_request(request) or reverse("editorial_page_reports")
        if not ids:
            messages.warning(request, _("Tick at least one report first."))
            return redirect(back)
        if action is Action.DELETE and "confirmed" not in request.POST:
            reports = list(chosen(request.user, ids))
            return self.render_to_response(self.get_context_data(reports=reports, next=back))
        messages.success(request, _told(action, handle(request.user, ids, action)))
        return redirect(back)


def _told(action: Action, count: int) -> str:
    said = {
        Action.DONE: ngettext("%(count)d report is done.", "%(count)d reports are done.", count),
        Action.AGAIN: ngettext("%(count)d report is to be read again.", "%(count)d reports are to be read again.", count),
        Action.DELETE: ngettext("%(count)d report is deleted.", "%(count)d reports are deleted.", count),
    }
    return said[action] % {"count": count}
