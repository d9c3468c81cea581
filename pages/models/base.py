"""The base page of the site: Wagtail's page model swapped for ours (the one module that touches that experimental feature).

Every page shares one table, which carries the catalogue's fields as columns. Whatever happens to a page's public row happens in
``save()``, inside one transaction with the page's public paths and the journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import nullcontext
from typing import Any, ClassVar

import graphene
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean, GraphQLField, GraphQLForeignKey, GraphQLImage, GraphQLString
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from pages import addresses, edition_films, language_publication, languages, releases
from pages.blocks import PlainStream
from pages.files import audio_upload_to
from pages.forms import PageCopyForm
from pages.licences import Licence
from pages.locks import SourceScheduledLock
from pages.models.rows import TextList
from pages.permissions import ClubPagePermissions, ShownPermissions, reader_sees_drafts_of
from pages.previews import preview_modes, preview_response
from pages.signals import page_written
from pages.uploads.audio import check_readings

# Columns that change without anything changing for the public: a save of these alone needs neither paths nor journal.
PRIVATE_COLUMNS = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "wagtail_admin_comments",
        "numchild",
    }
)


class ContentWarning(models.TextChoices):
    """What a reader is told before the text begins."""

    NONE = "", _("None")
    VIOLENCE = "violence", _("Speaks of violence")
    SEXUAL_VIOLENCE = "sexual_violence", _("Speaks of sexual violence")
    SUICIDE = "suicide", _("Speaks of suicide or self-harm")
    SHOCKING = "shocking", _("Speaks of shocking images")


class BasePage(AbstractPage, DefaultBasePageMixin):
    """What every page of the site has. The translated fields have a column per language (see ``pages.translation``)."""

    main_text_field: ClassVar[str] = ""
    """The name of the type's own text (a StreamField per language), "" where it has none."""
    needs_other_association: ClassVar[bool] = False
    """Whether every page of the type goes live only with another association's approval (pages of urgent help always do)."""
    text_lists: ClassVar[tuple[TextList, ...]] = ()
    """The ordered rows that belong to the type's text."""

    copy_form_class = PageCopyForm

    shown_permissions: ShownPermissions | None = None
    """What a screen that is being drawn has found out of its reader's rights."""

    languages_to_publish: Collection[str] | None = None
    """The languages that the next revision of this instance is meant to publish; None: all of them."""
    languages_go_live_at: dt.datetime | None = None
    """When they go out, where the source language, whose time is ``go_live_at``, is not among them; None: at once."""

    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("In two sentences: what the reader finds here (300 characters at most).")
    )
    address = models.SlugField(
        _("address"),
        max_length=255,
        blank=True,
        allow_unicode=True,
        help_text=_("Last part of the page's address in this language; empty: as in French."),
    )
    is_ready = models.BooleanField(_("this language can be published"), default=False)
    organisation = models.ForeignKey(
        "pages.Organisation", verbose_name=_("association"), null=True, blank=True, on_delete=models.SET_NULL, related_name="pages"
    )
    cosigning_organisations = ParentalManyToManyField(
        "pages.Organisation", verbose_name=_("co-signing organisations"), blank=True, related_name="cosigned_pages"
    )
    themes = ParentalManyToManyField("pages.Theme", verbose_name=_("themes"), blank=True, related_name="pages")
    ages = ParentalManyToManyField("pages.AgeBand", verbose_name=_("ages of the child"), blank=True, related_name="pages")
    audiences = ParentalManyToManyField("pages.Audience", verbose_name=_("audiences"), blank=True, related_name="pages")
    cover_image = models.ForeignKey(
        "pages.ClubImage", verbose_name=_("cover image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    keywords = models.TextField(
        _("words families type"), blank=True, help_text=_("One per line or separated by commas; used by search, never shown.")
    )
    content_warning = models.CharField(_("content warning"), max_length=20, choices=ContentWarning, blank=True, default=ContentWarning.NONE)
    is_crisis = models.BooleanField(_("urgent help page"), default=False, help_text=_("Helplines stay in sight on this page."))
    share_text = models.CharField(
        _("text to share"), max_length=280, blank=True, help_text=_("For messages and networks; empty: the summary.")
    )
    easy_read = StreamField(PlainStream(), verbose_name=_("easy-to-read version"), blank=True)
    audio = models.FileField(_("audio reading"), blank=True, max_length=255, upload_to=audio_upload_to)
    last_reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    review_due_on = models.DateField(_("review due on"), null=True, blank=True)
    licence = models.CharField(
        _("licence"), max_length=10, choices=Licence, blank=True, default="", help_text=_("Empty: the association's usual licence.")
    )
    is_sample = models.BooleanField(default=False, editable=False)
    testimony_of = ParentalManyToManyField(
        "pages.Person",
        verbose_name=_("testimony of"),
        blank=True,
        related_name="testimonies",
        help_text=_("Whose own story the page tells: it is public only while each of them consents. Naming somebody needs none."),
    )
    # For a page with testimony, the last day (ISO, "" without end) on which each language may be served; a language that is not there may
    # not. Null where nobody testifies. Kept by ``pages.consents`` so that a row alone says in which language it is served.
    consented_languages = models.JSONField(null=True, editable=False)
    # When each language was last published (ISO), where it was not together with the page as a whole (``last_published_at``).
    languages_published_at = models.JSONField(default=dict, blank=True, editable=False)

    search_fields = [
        *AbstractPage.search_fields,
        index.SearchField("summary"),
        index.FilterField("organisation"),
        index.FilterField("is_sample"),
    ]
    exclude_fields_in_copy: ClassVar[list[str]] = ["public_paths", "languages_published_at"]

    graphql_description = "A page of the site."
    graphql_fields = [
        GraphQLString("title", required=True, description="The title."),
        GraphQLString("summary", required=True, description="What the reader finds here, in at most 300 characters."),
        GraphQLForeignKey("organisation", "pages.Organisation", description="The association that publishes the page."),
        GraphQLForeignKey(
            "cosigning_organisations", "pages.Organisation", is_list=True, description="Organisations that sign the page with it."
        ),
        GraphQLForeignKey("themes", "pages.Theme", is_list=True, description="What the page is about."),
        GraphQLForeignKey("ages", "pages.AgeBand", is_list=True, description="The ages of the child it is meant for."),
        GraphQLForeignKey("audiences", "pages.Audience", is_list=True, description="For whom it is written."),
        GraphQLImage("cover_image", description="The image that stands for the page; null where there is none readers may see."),
        GraphQLString("content_warning", required=True, description="What readers should be told before the text begins."),
        GraphQLBoolean("is_crisis", required=True, description="Whether this is a page of urgent help: keep helplines in sight on it."),
        GraphQLField("last_reviewed_on", graphene.Date, description="When its facts were last checked."),
        GraphQLField("published_at", graphene.DateTime, source="first_published_at", description="When it was first published."),
    ]

    class Meta(AbstractPageMeta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    # --- validation ------------------------------------------------------------------------------------------------------------

    def _set_core_field_defaults(self) -> None:
        with languages.source_language():
            super()._set_core_field_defaults()
        addresses.compose_addresses(self)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """As Django's, with the bare translated names read in the source language, so that French never spills into another column."""
        with languages.source_language():
            super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """As Wagtail's for drafts, and refuses an address that a sibling has, and a new audio reading that is none."""
        with languages.source_language():
            super().minimal_clean()
        addresses.check_addresses(self)
        check_readings(self)

    def clean(self) -> None:
        """As Wagtail's, and refuses an address that a sibling has, and a new audio reading that is none."""
        super().clean()
        addresses.check_addresses(self)
        check_readings(self)

    # --- saving ----------------------------------------------------------------------------------------------------------------

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Saves the page with its public paths and what the journal has to say of it, all or nothing.

        Raises ``ValidationError`` as Wagtail does, and where the page is an alias (they would bypass the journal);
        ``ReleaseRefusedError`` where another association has yet to approve what would become public, or an edition would show a film
        without captions.
        """
        if self.alias_of_id:
            raise ValidationError(_("Aliases of pages are not used on this site: make a copy instead."))
        update_fields = kwargs.get("update_fields")
        is_public_change = update_fields is None or not PRIVATE_COLUMNS.issuperset(update_fields)
        with transaction.atomic(), languages.source_language():
            publisher = releases.check_release(self, update_fields) if is_public_change else None
            if is_public_change:
                edition_films.check_films(self, update_fields)
                self._set_core_field_defaults()
                if self.live or self._state.adding:
                    addresses.settle_addresses(self)
                languages.drop_unwritten(self)
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            if publisher is not None:
                releases.record_release(self, publisher)
            if is_public_change:
                page_written.send(type(self), page=self)
        return result

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's; titles of drafts are written in the source language whatever the interface speaks.

        The revision remembers which languages it is meant to publish (``languages_to_publish``).
        """
        with transaction.atomic(), languages.source_language():
            if not kwargs.get("clean", True):
                # Nobody checks the revision of a copy, which brings the addresses of its original (a form's were checked by the form).
                addresses.settle_addresses(self)
            elif self.languages_to_publish is not None and languages.source() not in self.languages_to_publish:
                # Translations go out whether or not the draft of the source language is finished; their form has checked them.
                self.minimal_clean()
                kwargs["clean"] = False
            if language_publication.is_spoken_for(kwargs.get("overwrite_revision")):
                kwargs["overwrite_revision"] = None
            revision = super().save_revision(*args, **kwargs)
            language_publication.record(revision, self.languages_to_publish, go_live_at=self.languages_go_live_at)
        return revision

    def with_content_json(self, content: Any) -> Any:
        """As Wagtail's; a revision's content is read column by column, never by the thread's language."""
        with languages.source_language():
            page = super().with_content_json(content)
        # Of the page as a whole, as its first publication is; drafts may be older than what is live.
        page.languages_published_at, page.live_revision_id = self.languages_published_at, self.live_revision_id
        return page

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """As Wagtail's, for the languages the revision is meant to publish (``pages.language_publication``).

        A superuser publishes in their own name, without another association's approval.
        """
        publish_whole = super().publish
        own_name = releases.publishing_as(user) if user is not None and user.is_active and user.is_superuser else nullcontext()
        with transaction.atomic(), own_name:
            return language_publication.publish(
                self,
                revision,
                lambda chosen: publish_whole(chosen, user=user, **kwargs),
                user,
                skip_permission_checks=bool(kwargs.get("skip_permission_checks")),
            )

    # --- reading ---------------------------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """What identifies the page towards the outside, the same in all languages."""
        return str(self.translation_key)

    def get_admin_display_title(self) -> str:
        """The French title: the tree of the admin speaks the source language. The title of a draft is for those who see the draft."""
        title = languages.text(self, "title", languages.source())
        if not self.live or reader_sees_drafts_of(self):
            title = languages.text(self, "draft_title", languages.source()) or title
        return str(title or self.slug)

    def permissions_for_user(self, user: Any) -> ClubPagePermissions:
        """What a person may do with the page: spaces keep to themselves, and publication waits for approval."""
        shown = self.shown_permissions
        return shown if shown is not None and shown.user == user else ClubPagePermissions(user, self)

    def get_lock(self) -> Any:
        """As Wagtail's; a schedule locks those whose work it is about."""
        lock = super().get_lock()
        return SourceScheduledLock(self) if isinstance(lock, ScheduledForPublishLock) else lock

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """A preview in each language of the site."""
        return preview_modes()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The page's words in the language named by the mode."""
        return preview_response(request, self, mode_name)
