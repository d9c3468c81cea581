"""The form of images: the file read to its last pixel, an alternative text for each language, written in its direction."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
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

    def clean_file(self) -> Any:
        """A new file without its metadata; refuses what is no image of ours."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            return without_metadata(file)
        except ValidationError as error:
            raise ValidationError(error.message_dict["file"]) from error
