"""The form of images: the file read to its last pixel, an alternative text for each language, written in its direction."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pages import languages
from pages.image_preparation import without_metadata


class WholeImageField(WagtailImageField):
    """An image that does not end too early, as one does whose transfer was cut off."""

    def to_python(self, data: Any) -> Any:
        """As Wagtail's, which lets the error of the image library through."""
        try:
            return super().to_python(data)
        except OSError as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class ImageForm(BaseImageForm):
    """As Wagtail's; it has no panels that could say in which direction a field is written, so the fields do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in languages.codes():
            self.fields[languages.column("alt_text", code)].widget.attrs |= {"lang": code, "dir": languages.direction(code)}
        if wagtails := self.fields.get("file"):
            self.fields["file"] = WholeImageField(label=wagtails.label, required=wagtails.required, widget=wagtails.widget)
        if self.instance.pk and "people_shown" in self.fields and (user := kwargs.get("user")) is not None:
            self._tell_who_has_not_consented(user)

    def _tell_who_has_not_consented(self, user: Any) -> None:
        """Beside the people shown: Wagtail's screen of an image has no place of ours for messages."""
        # Imported here: Wagtail looks for this form while its own views, which those of consents need, are still being made.
        from pages.consent_warnings import shown_by_image, warnings_for  # noqa: PLC0415

        field = self.fields["people_shown"]
        for warning in warnings_for(user, shown_by_image(self.instance)):
            field.help_text = format_html('{}<div class="help-block help-warning">{}</div>', field.help_text, warning)

    def clean_file(self) -> Any:
        """A new file without its metadata; refuses what is no image of ours."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            return without_metadata(file)
        except ValidationError as error:
            raise ValidationError(error.message_dict["file"]) from error
