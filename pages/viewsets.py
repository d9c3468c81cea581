"""The records of the catalogue in the admin: associations, people, themes, helplines, figures, videos; each with its chooser."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from pages import models
from pages.caption_forms import CueEditorInput
from pages.choosing_forms import RecordForm
from pages.consent_admin import ConsentViewSet
from pages.crisis_forms import CrisisReasonForm
from pages.crisis_views import CrisisReasonCreateView, CrisisReasonEditView
from pages.panels import CaptionTracksPanel
from pages.record_forms import AgeBandForm, HelplineForm
from pages.translated_panels import in_every_language
from pages.video_admin import VideoChooserViewSet, VideoForm
from pages.video_views import VideoCreateView, VideoEditView


class OrganisationViewSet(SnippetViewSet):
    """Associations, partners, funders."""

    model = models.Organisation
    icon = "group"
    list_display: ClassVar[list[str]] = ["short_name", "name_fr", "url"]
    edit_handler = ObjectList(
        [
            FieldPanel("short_name"),
            FieldPanel("slug"),
            MultiFieldPanel(in_every_language("name"), heading=_("Name")),
            MultiFieldPanel(in_every_language("description"), heading=_("Description")),
            MultiFieldPanel(in_every_language("accreditations"), heading=_("Accreditations"), classname="collapsed"),
            FieldPanel("logo"),
            FieldPanel("url"),
            FieldPanel("default_licence"),
        ],
        base_form_class=RecordForm,
    )


class PersonDeleteView(DeleteView):
    """Deletes a person whom nothing shows."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Wagtail's; says what still shows the person instead of deleting them."""
        try:
            with transaction.atomic():
                response: HttpResponse = super().post(request, *args, **kwargs)
        except ProtectedError as error:
            things = ", ".join(sorted(map(str, error.protected_objects)))
            messages.error(request, _("This person is still shown: %(things)s. Take them out of it first.") % {"things": things})
            return redirect(self.edit_url_name, quote(self.object.pk))
        return response


class PersonViewSet(SnippetViewSet):
    """Guests, authors, interviewers."""

    model = models.Person
    icon = "user"
    list_display: ClassVar[list[str]] = ["display_name_fr", "role_fr", "organisation", "kind"]
    list_filter: ClassVar[list[str]] = ["kind", "organisation"]
    delete_view_class = PersonDeleteView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(in_every_language("display_name"), heading=_("Name")),
            FieldPanel("slug"),
            MultiFieldPanel(in_every_language("role"), heading=_("Role")),
            FieldPanel("organisation"),
            FieldPanel("kind"),
            FieldPanel("is_minor"),
            MultiFieldPanel(in_every_language("biography"), heading=_("Biography")),
            FieldPanel("biography_date"),
            FieldPanel("portrait"),
            InlinePanel("links", heading=_("Links")),
        ],
        base_form_class=RecordForm,
    )


class ThemeViewSet(SnippetViewSet):
    """The subjects of the site."""

    model = models.Theme
    icon = "tag"
    list_display: ClassVar[list[Any]] = ["name_fr", "pillar", "parent", BooleanColumn("is_sensitive", label=_("Sensitive"))]
    list_filter: ClassVar[list[str]] = ["pillar", "is_sensitive"]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(in_every_language("name"), heading=_("Name")),
        FieldPanel("slug"),
        MultiFieldPanel(in_every_language("description"), heading=_("Description")),
        FieldPanel("pillar"),
        FieldPanel("parent"),
        FieldPanel("is_sensitive"),
    ]


class AudienceViewSet(SnippetViewSet):
    """For whom pages are written."""

    model = models.Audience
    icon = "view"
    list_display: ClassVar[list[str]] = ["name_fr", "code", "order"]
    panels: ClassVar[list[Any]] = [*in_every_language("name"), FieldPanel("code"), FieldPanel("order")]


class AgeBandViewSet(SnippetViewSet):
    """The ages of the child."""

    model = models.AgeBand
    icon = "history"
    list_display: ClassVar[list[str]] = ["name_fr", "code", "order"]
    edit_handler = ObjectList(
        [*in_every_language("name"), FieldPanel("code"), FieldPanel("school_levels"), FieldPanel("order")], base_form_class=AgeBandForm
    )


class HelplineViewSet(SnippetViewSet):
    """The lines that answer."""

    model = models.Helpline
    icon = "help"
    list_display: ClassVar[list[str]] = ["number_short", "name_fr", "operator", "last_verified_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("number_short"),
            FieldPanel("number_e164"),
            MultiFieldPanel(in_every_language("name"), heading=_("Name")),
            FieldPanel("code"),
            FieldPanel("operator"),
            MultiFieldPanel(in_every_language("audience_note"), heading=_("For whom")),
            InlinePanel("hours", heading=_("Opening hours")),
            InlinePanel("exceptions", heading=_("Exceptions")),
            FieldPanel("timezone"),
            FieldPanel("chat_url"),
            MultiFieldPanel(
                [
                    FieldPanel("is_free"),
                    FieldPanel("is_anonymous"),
                    FieldPanel("is_text_message"),
                    FieldPanel("languages_spoken"),
                    FieldPanel("has_interpreters"),
                ],
                heading=_("Conditions"),
            ),
            FieldPanel("themes"),
            MultiFieldPanel(
                [
                    FieldPanel("valid_from"),
                    FieldPanel("valid_to"),
                    FieldPanel("supersedes"),
                    FieldPanel("former_names"),
                    FieldPanel("source_url"),
                    FieldPanel("last_verified_on"),
                    FieldPanel("order"),
                ],
                heading=_("Validity"),
            ),
        ],
        base_form_class=HelplineForm,
    )


class CrisisReasonViewSet(SnippetViewSet):
    """What is said first in an emergency."""

    model = models.CrisisReason
    icon = "warning"
    add_view_class = CrisisReasonCreateView
    edit_view_class = CrisisReasonEditView
    list_display: ClassVar[list[str]] = ["title_fr", "code", "order"]
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            MultiFieldPanel(in_every_language("title"), heading=_("Title")),
            MultiFieldPanel(in_every_language("message"), heading=_("Message")),
            InlinePanel("helplines", [FieldPanel("helpline")], heading=_("Lines to call, the most fitting first"), min_num=1),
            MultiFieldPanel(in_every_language("steps_neutral"), heading=_("First steps for anybody")),
            MultiFieldPanel(in_every_language("steps_parent"), heading=_("First steps for a parent"), classname="collapsed"),
            MultiFieldPanel(in_every_language("steps_young_person"), heading=_("First steps for a young person"), classname="collapsed"),
            MultiFieldPanel(in_every_language("steps_witness"), heading=_("First steps for a witness"), classname="collapsed"),
            FieldPanel("guide"),
            MultiFieldPanel(in_every_language("phrases"), heading=_("Searches: what people in danger type"), classname="collapsed"),
            MultiFieldPanel(in_every_language("subjects"), heading=_("Searches: words that name the danger"), classname="collapsed"),
            MultiFieldPanel(in_every_language("harmless"), heading=_("Searches: what looks like it and is not"), classname="collapsed"),
            FieldPanel("order"),
        ],
        base_form_class=CrisisReasonForm,
    )


class EvidenceViewSet(SnippetViewSet):
    """Figures and the studies they come from."""

    model = models.Evidence
    icon = "doc-full-inverse"
    list_display: ClassVar[list[str]] = ["figure", "statement_fr", "study", "review_due_on"]
    panels: ClassVar[list[Any]] = [
        FieldPanel("figure"),
        MultiFieldPanel(in_every_language("statement"), heading=_("Statement")),
        FieldPanel("code"),
        FieldPanel("study"),
        FieldPanel("author"),
        FieldPanel("sample"),
        FieldPanel("started_on"),
        FieldPanel("ended_on"),
        FieldPanel("url"),
        FieldPanel("review_due_on"),
    ]


class VideoViewSet(SnippetViewSet):
    """Videos with their captions."""

    model = models.Video
    icon = "media"
    chooser_viewset_class = VideoChooserViewSet
    add_view_class = VideoCreateView
    edit_view_class = VideoEditView
    list_display: ClassVar[list[str]] = ["title_fr", "duration", "caption_languages"]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(in_every_language("title"), heading=_("Title")),
        FieldPanel("file"),
        FieldPanel("embed_url"),
        FieldPanel("duration_ms"),
        FieldPanel("poster"),
        FieldPanel("people_shown", widget=forms.CheckboxSelectMultiple),
        FieldPanel("collection"),
        FieldPanel("sign_language"),
        CaptionTracksPanel(
            "caption_tracks",
            [FieldPanel("language"), FieldPanel("kind"), FieldPanel("captions_file"), FieldPanel("webvtt", widget=CueEditorInput)],
            heading=_("Captions"),
        ),
    ]

    def get_queryset(self, request: Any) -> Any:
        """The videos of the reader's own collections."""
        policy = policy_registry.get_by_type(models.Video)
        # By collection alone: the admin's search filters by indexed columns only.
        return models.Video.objects.filter(
            collection__in=policy.collections_user_has_any_permission_for(request.user, ["change", "choose"])
        )

    def get_edit_handler(self) -> Any:
        """The panels above, in a form that keeps to the editor's own collections."""
        return ObjectList(self.panels, base_form_class=VideoForm).bind_to_model(self.model)


class CatalogueGroup(SnippetViewSetGroup):
    """The menu of the catalogue's records."""

    menu_label = _("Catalogue")
    menu_icon = "folder-open-inverse"
    menu_order = 200
    items = (
        VideoViewSet,
        PersonViewSet,
        ConsentViewSet,
        HelplineViewSet,
        CrisisReasonViewSet,
        EvidenceViewSet,
        ThemeViewSet,
        OrganisationViewSet,
        AudienceViewSet,
        AgeBandViewSet,
    )
