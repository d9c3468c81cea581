"""The blocks of the texts, one family a module, and the streams made of them."""

from wagtail import blocks

from pages.blocks.callouts import TipBlock, WarningBlock, callout_blocks
from pages.blocks.conversation import AvoidBlock, SayBlock, conversation_blocks
from pages.blocks.media import ImageBlock, media_blocks
from pages.blocks.questions import QuestionBlock, question_blocks
from pages.blocks.related import RelatedPagesBlock, related_blocks
from pages.blocks.steps import StepBlock, step_blocks
from pages.blocks.text import HeadingBlock, ListBlock, QuoteBlock, text_blocks

__all__ = [
    "AnswerStream",
    "AvoidBlock",
    "ConversationStream",
    "GuideStream",
    "HeadingBlock",
    "ImageBlock",
    "ListBlock",
    "PlainStream",
    "QuestionBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "SayBlock",
    "StepBlock",
    "TextStream",
    "TipBlock",
    "WarningBlock",
]


class TextStream(blocks.StreamBlock):
    """A text of any kind of page: words, media, callouts, related pages."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        family = [*text_blocks(), *media_blocks(), *callout_blocks(), *related_blocks()]
        super().__init__([*family, *(local_blocks or [])], **kwargs)


class GuideStream(TextStream):
    """The text of a guide, a tutorial or an activity: steps first, and everything a text may hold."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__([*step_blocks(), *(local_blocks or [])], **kwargs)


class ConversationStream(TextStream):
    """The text of a conversation: what to say and what to avoid first, and everything a text may hold."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__([*conversation_blocks(), *(local_blocks or [])], **kwargs)


class AnswerStream(TextStream):
    """A text that answers questions, also those that come up in it, and everything a text may hold."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__([*question_blocks(), *(local_blocks or [])], **kwargs)


class PlainStream(blocks.StreamBlock):
    """Words only: the easy-to-read version of a page."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__([*text_blocks(), *(local_blocks or [])], **kwargs)
