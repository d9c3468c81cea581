"""Documents of the media library: files to take away."""

from typing import Any

from django.core.exceptions import ValidationError
from grapple.models import GraphQLInt, GraphQLString
from wagtail.documents.models import AbstractDocument, Document

from pages.files import is_new
from pages.models.journalled import JournalledModel
from pages.uploads.documents import check_document


class ClubDocument(JournalledModel, AbstractDocument):
    """A file that pages offer; it is public as its collection is."""

    admin_form_fields = Document.admin_form_fields

    graphql_description = "A file to download."
    graphql_fields = [
        GraphQLString("title", required=True, description="What the file is called."),
        GraphQLInt("bytes", source="file_size", description="Size of the file in bytes."),
    ]

    class Meta(AbstractDocument.Meta):
        pass

    def clean(self) -> None:
        """As Wagtail's; refuses a new file that is not what its name says, or that nobody should open."""
        super().clean()
        self._check_file()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves and journals. Raises ``ValidationError`` where a new file is refused."""
        self._check_file()
        super().save(*args, **kwargs)

    def _check_file(self) -> None:
        if is_new(self.file):
            try:
                check_document(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
