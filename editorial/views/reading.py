"""What changed between what the public has and what it would get, field by field."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Revision


def changes(request: HttpRequest, new: Any, old: Any | None) -> list[Any]:
    """Wagtail's comparisons of the fields that differ; without an ``old`` version, everything that is written."""
    panel = new.get_edit_handler().get_bound_panel(instance=new, request=request, form=None)
    base = old if old is not None else type(new)()
    return [difference for compare in panel.get_comparison() if (difference := compare(base, new)).has_changed()]


def public_version(page: Any) -> Any | None:
    """The version of a page that the public has; None where it has none."""
    return type(page).objects.filter(pk=page.pk, live=True).first()


def version(revision: Revision | None) -> Any | None:
    """The content of a revision that may be gone."""
    return revision.as_object() if revision is not None else None
