"""The share kit of an edition: what it looks like, and the zip. As everywhere below the admin, nobody keeps an answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from editorial.share_kit.archive import zip_of
from editorial.share_kit.contents import Kit, kit_of
from editorial.share_kit.images import SHAPES, image_of
from editorial.share_kit.texts import texts_of
from editorial.views.desk import DeskView
from pages import languages
from pages.drawing.lettering import can_set
from pages.models import EditionPage
from pages.permissions import sees_drafts_of


def _kit(request: HttpRequest, page_id: int) -> tuple[EditionPage, Kit]:
    """The edition and its kit, for whoever may see it: a public one everybody in the admin, a draft those whose business it is."""
    edition = get_object_or_404(EditionPage, id=page_id)
    if not edition.live and not sees_drafts_of(request.user, edition):
        raise PermissionDenied
    return edition, kit_of(edition, request.user)


class ShareKitView(DeskView, TemplateView):
    """The images and texts in each language, and the button that downloads all of it."""

    page_title = gettext_lazy("Share kit")
    header_icon = "download"
    template_name = "editorial/share_kit/kit.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those who may not see the edition."""
        self.edition, self.kit = _kit(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The edition's title."""
        return str(self.edition.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the edition."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.edition.pk])
        return [*self.breadcrumbs_items, {"url": edit, "label": self.get_page_subtitle()}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The kit, language by language."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        parts = [
            {
                "code": said.code,
                "name": languages.native_name(said.code),
                "direction": languages.direction(said.code),
                "link": said.link,
                "texts": texts_of(self.kit, said),
                "shapes": SHAPES if can_set(said.code) else (),
            }
            for said in self.kit.languages
        ]
        context.update(edition=self.edition, kit=self.kit, parts=parts)
        return context


class ShareKitZipView(View):
    """The zip."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Sends it as a file to keep."""
        _edition, kit = _kit(request, page_id)
        mark = "-avant-publication" if kit.is_draft else ""
        response = HttpResponse(zip_of(kit), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="kit-{kit.number}-{kit.slug}{mark}.zip"'
        return response


class ShareKitImageView(View):
    """One image, for the screen."""

    def get(self, request: HttpRequest, page_id: int, code: str, shape: str) -> HttpResponse:
        """Draws it. Raises ``Http404`` for a language or a shape that the kit does not have."""
        _edition, kit = _kit(request, page_id)
        said = kit.in_language(code)
        wanted = next((known for known in SHAPES if known.name == shape), None)
        if said is None or wanted is None or not can_set(code):
            raise Http404
        return HttpResponse(image_of(kit, said, wanted), content_type="image/png")
