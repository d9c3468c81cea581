"""Images of the media library: described, credited, free of what a camera wrote into them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.utils.file import hash_filelike

from pages import languages
from pages.files import is_new
from pages.image_preparation import describe_pixels, without_metadata
from pages.models.journalled import JournalledModel
from pages.uploads.images import check_image


class ClubImage(JournalledModel, AbstractImage):
    """An image with its alternative text per language, its credit, its colour and a tiny placeholder."""

    alt_text = models.CharField(
        _("alternative text"), max_length=300, blank=True, help_text=_("What the image shows, for those who do not see it.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    people_shown = models.ManyToManyField(
        "pages.Person",
        verbose_name=_("people it shows"),
        blank=True,
        related_name="images_shown_in",
        help_text=_("The image is public only while each of them consents to it. None: it shows nobody one could recognise."),
    )
    dominant_color = models.CharField(_("dominant colour"), max_length=7, blank=True, editable=False)
    placeholder = models.TextField(_("placeholder"), blank=True, editable=False)

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "collection",
        *(languages.column("alt_text", code) for code in languages.codes()),
        "credit",
        "licence",
        "people_shown",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    graphql_description = "An image."
    graphql_fields = [
        GraphQLString("alt_text", required=True, description="What the image shows, for those who do not see it; empty for decoration."),
        GraphQLString("credit", description="Who made it."),
        GraphQLString("licence", description="The licence it is under."),
        GraphQLString("dominant_color", description="Its main colour, such as #336699, to show while it loads."),
        GraphQLString("placeholder", description="A tiny version as a data address, to show while it loads."),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """The French alternative text; never the file's title, which describes nothing."""
        return str(languages.text(self, "alt_text", languages.source()) or "")

    def clean(self) -> None:
        """Refuses a new file that is no image, or too large."""
        super().clean()
        fields: Any = self
        if is_new(fields.file):
            check_image(fields.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Cleans a new file of its metadata, computes colour and placeholder, saves and journals, all or nothing.

        Raises ``ValidationError`` where the file cannot be read as an image.
        """
        fields: Any = self
        upload = fields.file
        if is_new(upload):
            check_image(upload)
            self.file = without_metadata(upload)
            pixels = describe_pixels(self.file)
            self.dominant_color, self.placeholder = pixels.dominant_color, pixels.placeholder
            # Wagtail keeps renditions by this hash: without it a replaced image would answer with the old one's.
            self.file_size, self.file_hash = fields.file.size, hash_filelike(fields.file)
        with transaction.atomic():
            super().save(*args, **kwargs)


class ClubRendition(AbstractRendition):
    """A size of an image."""

    image = models.ForeignKey(ClubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
