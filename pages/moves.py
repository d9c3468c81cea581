"""Moves in the admin: pages whose address is taken where they would go stay where they are, and the editor is told why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from pages import languages
from pages.addresses import children_rows, clashes
from pages.models import BasePage


def refuse_move(request: HttpRequest, page: BasePage, destination: BasePage) -> HttpResponse | None:
    """Wagtail's hook before a page moves; sends the editor back to the choice of a place."""
    if _refused(request, [page], destination):
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


def refuse_bulk_move(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    """Wagtail's hook before a bulk action; all the pages stay where one of them may not go."""
    if action_type == "move" and issubclass(action.model, BasePage):
        destination = action.cleaned_form.cleaned_data["chooser"]
        if _refused(request, objects, destination):
            return redirect("wagtailadmin_explore", objects[0].get_parent().pk)
    return None


def _refused(request: HttpRequest, pages: Sequence[BasePage], destination: BasePage) -> bool:
    """Whether an address is taken, by a page that is there or by one that would arrive before; says so to the editor."""
    arriving = {page.pk for page in pages}
    there = [row for row in children_rows(destination) if row["pk"] not in arriving]
    refused = False
    for page in pages:
        for code, address in clashes(page, there).items():
            refused = True
            messages.error(
                request,
                _("“%(title)s” stays where it is: “%(destination)s” already has a page at the address “%(address)s” (%(language)s).")
                % {
                    "title": page.get_admin_display_title(),
                    "destination": destination.get_admin_display_title(),
                    "address": address,
                    "language": languages.native_name(code),
                },
            )
        there.append({column: getattr(page, column) for column in languages.address_columns()})
    return refused
