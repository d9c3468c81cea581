"""What the screens of one edition share: whose business it is, and the way back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from editorial.editions.planning import may_release
from editorial.views.desk import DeskView
from pages import languages
from pages.models import EditionPage
from pages.permissions import sees_drafts_of


@method_decorator(never_cache, name="dispatch")
class EditionView(DeskView, TemplateView):
    """A screen of one edition."""

    header_icon = "tasks"
    for_release = True
    """Whether only those who release editions come in; else those who may see the edition's drafts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses everybody else."""
        self.edition = get_object_or_404(EditionPage.objects.select_related("latest_revision"), id=kwargs["edition_id"])
        if not (may_release(request.user) if self.for_release else sees_drafts_of(request.user, self.edition)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        """The title of the edition's newest version."""
        revision = self.edition.latest_revision
        column = languages.column("title", languages.source())
        return str(revision.content[column] if revision is not None else languages.source_title(self.edition))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the editions, and to this one."""
        readiness = {"url": reverse("editorial_readiness", args=[self.edition.pk]), "label": self.title}
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editorial_editions"), "label": _("Editions")},
            *([readiness] if self.for_release else []),
            {"url": "", "label": self.page_title, "sublabel": self.title},
        ]

    def get_page_subtitle(self) -> str:
        """The edition's title."""
        return self.title
