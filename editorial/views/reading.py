"""What changed between what the public has and what it would get, field by field; and what is said when it changed again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision

from editorial.reviews import OutdatedVersionError, UnfitVersionError


def changes(request: HttpRequest, new: Any, old: Any | None) -> list[Any]:
    """Wagtail's comparisons of the fields that differ; without an ``old`` version, everything that is written."""
    panel = new.get_edit_handler().get_bound_panel(instance=new, request=request, form=None)
    base = old if old is not None else type(new)()
    differences = [compare(base, new) for compare in panel.get_comparison()]
    return [difference for difference in differences if difference.has_changed() and not _is_empty_in_both(difference)]


def _is_empty_in_both(difference: Any) -> bool:
    """Whether a field holds nothing before and after: forms write "" where nobody wrote anything, and readers see no difference."""
    return not getattr(difference, "val_a", True) and not getattr(difference, "val_b", True)


def told_again(request: HttpRequest, refusal: OutdatedVersionError | UnfitVersionError) -> HttpResponse:
    """Says why what somebody decided could not be done, and shows them the text anew."""
    outdated = [_("The text changed while you were reading: please look at it again.")]
    for sentence in refusal.sentences if isinstance(refusal, UnfitVersionError) else outdated:
        messages.error(request, sentence)
    return redirect(request.path)


def public_version(page: Any) -> Any | None:
    """The version of a page that the public has; None where it has none."""
    return type(page).objects.filter(pk=page.pk, live=True).first()


def version(revision: Revision | None) -> Any | None:
    """The content of a revision that may be gone."""
    return revision.as_object() if revision is not None else None
