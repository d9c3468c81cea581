"""The screen on which an editor shows a page to people without an account: links of half an hour, and guest links of some days."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from api.preview import tokens
from editorial import preview_links
from editorial.guest_links import making
from editorial.guest_links.views.making import GuestLinkForm, address_of, links_of
from pages.models import BasePage, EditionPage
from pages.permissions import sees_drafts_of


@method_decorator(never_cache, name="dispatch")
class PreviewLinkView(WagtailAdminTemplateMixin, TemplateView):
    """Says what each link does, and makes one when asked to. It stands in the answer alone: in no address, no log, no table."""

    page_title = gettext_lazy("Preview link")
    header_icon = "view"
    template_name = "editorial/preview_link.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those who may not see the page's drafts themselves."""
        self.page = get_object_or_404(BasePage, pk=kwargs["page_id"]).specific
        if not sees_drafts_of(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Makes a link, unless it would show nothing."""
        context = self.get_context_data()
        if context["stays_hidden"]:
            return self.render_to_response(context)
        if request.POST.get("kind") == "guest":
            form = GuestLinkForm(request.POST, page=self.page)
            context["form"] = form
            if form.is_valid():
                token = making.make(form.save(commit=False), request.user)
                context.update(guest_address=address_of(token), guest=form.instance, form=GuestLinkForm(page=self.page))
                context["links"] = links_of(self.page)
        else:
            token = tokens.token_for(self.page, request.user)
            context.update(token=token, address=preview_links.address_of(token), ends_at=timezone.now() + tokens.LIFETIME)
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        title = self.page.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title},
            {"url": "", "label": self.page_title, "sublabel": title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, whether there is anything to show of it, and its guest links."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(page=self.page, is_edition=isinstance(self.page, EditionPage), query=QUERY)
        context["stays_hidden"] = preview_links.stays_hidden(self.page)
        context.update(form=GuestLinkForm(page=self.page), links=links_of(self.page))
        return context


QUERY = "query Preview($token: String!) { preview(token: $token) { title bodyHtml } }"
"""What a website asks with a token."""
