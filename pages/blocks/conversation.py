"""Blocks for talking with a child: words one may say, words better avoided."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail import blocks


class WordsBlock(blocks.StructBlock):
    """What words to say and words to avoid share: the words, and why."""

    words = blocks.TextBlock(max_length=300, rows=2, label=_("Words"))
    reason = blocks.TextBlock(required=False, max_length=500, rows=2, label=_("Why"))


class SayBlock(WordsBlock):
    """Words that open a conversation."""

    graphql_description = "Words that a parent may say."
    graphql_fields = [
        GraphQLString("words", required=True, description="The words."),
        GraphQLString("reason", description="Why they help."),
    ]

    class Meta:
        icon = "openquote"
        label = _("To say")


class AvoidBlock(WordsBlock):
    """Words that close a conversation."""

    graphql_description = "Words that a parent had better avoid."
    graphql_fields = [
        GraphQLString("words", required=True, description="The words."),
        GraphQLString("reason", description="Why they do harm."),
    ]

    class Meta:
        icon = "cross"
        label = _("To avoid")


def conversation_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks only conversations have."""
    return [("say", SayBlock()), ("avoid", AvoidBlock())]
