"""The block of a question and its answer inside a text."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLRichText, GraphQLString
from wagtail import blocks

from pages.blocks.text import RICH_TEXT_FEATURES


class QuestionBlock(blocks.StructBlock):
    """A question in the words of those who ask it, and its answer."""

    question = blocks.CharBlock(max_length=300, label=_("Question"))
    answer = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Answer"))

    graphql_description = "A question inside a text, and its answer."
    graphql_fields = [
        GraphQLString("question", required=True, description="The question."),
        GraphQLRichText("answer", required=True, description="The answer."),
    ]

    class Meta:
        icon = "help"
        label = _("Question and answer")


def question_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of texts that answer questions."""
    return [("question", QuestionBlock())]
