"""Documents of the media library: files to take away."""

from wagtail.documents.models import AbstractDocument, Document

from pages.models.journalled import JournalledModel


class ClubDocument(JournalledModel, AbstractDocument):
    """A file that pages offer; it is public as its collection is."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        pass
