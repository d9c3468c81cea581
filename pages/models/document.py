"""Documents of the media library: files to take away."""

from grapple.models import GraphQLInt, GraphQLString
from wagtail.documents.models import AbstractDocument, Document

from pages.models.journalled import JournalledModel


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
