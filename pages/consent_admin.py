"""Consents in the admin: seen only by those who publish for the association that keeps them, and by the coordination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.views import snippets

from pages.choosing_forms import RecordForm
from pages.media.responses import file_response
from pages.models import Consent, Network, Organisation, OrganisationPage
from pages.models.consent import READ_EVERY_CONSENT
from pages.private_files import SIGNED_CONSENTS, private_storage
from pages.translated_panels import in_every_language

if TYPE_CHECKING:
    from django.views.generic import View
    from django.views.generic.detail import SingleObjectMixin

    class _View(SingleObjectMixin[Consent], View):
        """What the mixin stands before."""
else:
    _View = object


def published_for(user: Any) -> QuerySet[Organisation]:
    """The associations whose consents a user may see: those in whose space they publish, or all for the coordination."""
    if not user.is_active:
        return Organisation.objects.none()
    if user.has_perm(f"pages.{READ_EVERY_CONSENT}"):
        return Organisation.objects.all()
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    spaces = OrganisationPage.objects.filter(pk__in=pages.order_by().values("pk"), organisation__isnull=False)
    return Organisation.objects.filter(pk__in=spaces.order_by().values("organisation"))


def readable_consents(user: Any) -> QuerySet[Consent]:
    """The consents that a user may see, signed files included."""
    return Consent.objects.filter(organisation__in=published_for(user))


@require_safe
@permission_required("wagtailadmin.access_admin")
def signed_consent(request: HttpRequest, name: str) -> HttpResponseBase:
    """A signed file, for those who may see its consent; for everybody else it does not exist."""
    consent = get_object_or_404(readable_consents(request.user), signed_file=f"{SIGNED_CONSENTS}/{name}")
    response = file_response(request, str(consent.signed_file.name), caching="private, no-store", storage=private_storage())
    # Uploaded by hand: whatever it holds, it must not run beside the admin.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


class ConsentForm(RecordForm):
    """The form of a consent: only associations the user publishes for."""

    networks = forms.MultipleChoiceField(
        label=_("Also outside the site"), choices=Network.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self.fields["organisation"].queryset = published_for(self.for_user)


class _OnlyReadable(_View):
    """What the views of one consent share: to those who may not see it, it does not exist."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The consent. Raises ``Http404`` where the user may not see it."""
        consent = super().get_object(*args, **kwargs)
        if not readable_consents(self.request.user).filter(pk=consent.pk).exists():
            raise Http404
        return consent


class ConsentEditView(_OnlyReadable, snippets.EditView):
    """Edits one consent."""


class ConsentCopyView(_OnlyReadable, snippets.CopyView):
    """Copies one consent."""


class ConsentDeleteView(_OnlyReadable, snippets.DeleteView):
    """Deletes one consent."""


class ConsentUsageView(_OnlyReadable, snippets.UsageView):
    """Shows where one consent is used."""


class ConsentHistoryView(_OnlyReadable, snippets.HistoryView):
    """Shows what happened to one consent."""


class ConsentInspectView(_OnlyReadable, snippets.InspectView):
    """Shows one consent."""


class ConsentViewSet(snippets.SnippetViewSet):
    """What people agreed to."""

    model = Consent
    icon = "clipboard-list"
    list_display: ClassVar[list[str]] = ["person", "state", "signed_on", "valid_until", "organisation"]
    list_filter: ClassVar[list[str]] = ["organisation", "valid_until"]
    edit_view_class = ConsentEditView
    copy_view_class = ConsentCopyView
    delete_view_class = ConsentDeleteView
    usage_view_class = ConsentUsageView
    history_view_class = ConsentHistoryView
    inspect_view_class = ConsentInspectView
    edit_handler = ObjectList(
        [
            FieldPanel("person"),
            FieldPanel("organisation"),
            MultiFieldPanel(
                [FieldPanel("signed_on"), FieldPanel("valid_until"), FieldPanel("guardian_consent"), FieldPanel("signed_file")],
                heading=_("Signature"),
            ),
            InlinePanel("videos", [FieldPanel("video")], heading=_("Videos")),
            InlinePanel("images", [FieldPanel("image")], heading=_("Images")),
            InlinePanel("pages", [FieldPanel("page")], heading=_("Pages with their testimony")),
            MultiFieldPanel(in_every_language("covers"), heading=_("Languages")),
            FieldPanel("networks"),
            MultiFieldPanel([FieldPanel("withdrawn_on")], heading=_("Withdrawal")),
        ],
        base_form_class=ConsentForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consent]:
        """Those the user may see."""
        return readable_consents(request.user)
