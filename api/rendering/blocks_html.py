"""Blocks as HTML: plain elements with a class each, headings that start where the page around them asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from api.loading.captions import CAPTIONED
from api.loading.kinds import BlockKind
from api.loading.links import PATHS, TEXT_LINKS
from api.loading.rows import Row
from api.loading.texts import inside
from api.rendering import embedded, rich_text
from api.rendering.images import rendition_of
from pages.media.links import document_url, video_url
from pages.reader_words import words
from pages.sanitising import web_address

# The lowest heading HTML has.
LAST_LEVEL = 6
# The level editors give the main headings of a text; level 1 is the page's title.
FIRST_STORED_LEVEL = 2

NOTHING = SafeString("")


def text_html(blocks: Iterable[Row], heading_start: int) -> str:
    """A text as HTML, its main headings at level `heading_start`."""
    return "\n".join(filter(None, (block_html(block, heading_start) for block in blocks)))


def block_html(block: Row, heading_start: int) -> str:
    """One block as HTML; nothing for a block whose object readers may not see."""
    kind = block.kind
    return str(_RENDERERS.get(getattr(kind, "block_type", ""), _parts)(block, heading_start))


def _rich(block: Row, name: str) -> SafeString:
    # Sanitised just now, by our own rules.
    return mark_safe(rich_text.html(block.get(name), block.related(TEXT_LINKS), block.served))  # noqa: S308


def _heading(block: Row, heading_start: int) -> SafeString:
    level = min(int(block.get("level") or FIRST_STORED_LEVEL) - FIRST_STORED_LEVEL + heading_start, LAST_LEVEL)
    anchor = block.get("anchor")
    attribute = format_html(' id="{}"', anchor) if anchor else ""
    return format_html("<h{}{}>{}</h{}>", level, attribute, block.get("text") or "", level)


def _paragraph(block: Row, _heading_start: int) -> SafeString:
    return _rich(block, "paragraph")


def _quote(block: Row, _heading_start: int) -> SafeString:
    source = block.get("source")
    caption = format_html("<figcaption>{}</figcaption>", source) if source else ""
    return format_html('<figure class="quote"><blockquote><p>{}</p></blockquote>{}</figure>', block.get("text") or "", caption)


def _list(block: Row, _heading_start: int) -> SafeString:
    tag = "ol" if block.get("is_ordered") else "ul"
    items = format_html_join("", "<li>{}</li>", ((item,) for item in block.get("items") or ()))
    # One of two words of our own.
    return format_html("<{}>{}</{}>", mark_safe(tag), items, mark_safe(tag))  # noqa: S308


def _step(block: Row, heading_start: int) -> SafeString:
    level = min(heading_start, LAST_LEVEL)
    return format_html(
        '<section class="step"><h{}>{}</h{}>{}{}</section>',
        level,
        block.get("title") or "",
        level,
        _rich(block, "text"),
        _picture(embedded.image(block), None),
    )


def _words(block: Row, _heading_start: int) -> SafeString:
    name, reason = getattr(block.kind, "block_type", ""), block.get("reason")
    return format_html(
        '<figure class="{}"><figcaption>{}</figcaption><blockquote><p>{}</p></blockquote>{}</figure>',
        name,
        words(name, block.served),
        block.get("words") or "",
        format_html("<p>{}</p>", reason) if reason else "",
    )


def _question(block: Row, heading_start: int) -> SafeString:
    level = min(heading_start, LAST_LEVEL)
    question, answer = block.get("question") or "", _rich(block, "answer")
    return format_html('<section class="question"><h{}>{}</h{}>{}</section>', level, question, level, answer)


def _picture(image: Row | None, alternative: str | None) -> SafeString:
    if image is None:
        return NOTHING
    size = rendition_of(image, "wide")
    words = (image.get("alt_text") or "") if alternative is None else alternative
    return format_html('<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">', size.url, size.width, size.height, words)


def _image(block: Row, _heading_start: int) -> SafeString:
    image = embedded.image(block)
    if image is None:
        return NOTHING
    alternative = "" if block.get("is_decorative") else block.get("alt_text") or None
    said = [words for words in (block.get("caption"), image.get("credit")) if words]
    caption = format_html("<figcaption>{}</figcaption>", " — ".join(said)) if said else ""
    return format_html('<figure class="image">{}{}</figure>', _picture(image, alternative), caption)


def _video(block: Row, _heading_start: int) -> SafeString:
    video = embedded.video(block)
    if video is None:
        return NOTHING
    title, file = video.get("title") or "", video.get("file")
    if not file:
        address = web_address(video.get("embed_url"))
        if not address:
            return NOTHING
        return format_html('<p class="video"><a href="{}">{}</a></p>{}', address, title, _captions_note(video))
    return format_html(
        '<figure class="video"><video controls preload="none" src="{}"></video><figcaption>{}</figcaption></figure>{}',
        video_url(str(video.get("key")), file),
        title,
        _captions_note(video),
    )


def _captions_note(video: Row) -> SafeString:
    if video.related(CAPTIONED):
        return NOTHING
    return format_html('<p class="captions-missing">{}</p>', words("captions_missing", video.served))


def _document(block: Row, _heading_start: int) -> SafeString:
    document = embedded.document(block)
    if document is None:
        return NOTHING
    address = document_url(document.pk, document.get("file"))
    return format_html('<p class="document"><a href="{}">{}</a></p>', address, document.get("title"))


def _callout(block: Row, _heading_start: int) -> SafeString:
    title = block.get("title")
    heading = format_html("<p><strong>{}</strong></p>", title) if title else ""
    return format_html('<aside class="{}">{}{}</aside>', getattr(block.kind, "block_type", ""), heading, _rich(block, "text"))


def _key_figure(block: Row, _heading_start: int) -> SafeString:
    figure = embedded.evidence(block)
    if figure is None:
        return NOTHING
    study = ", ".join(words for words in (figure.get("study"), figure.get("author")) if words)
    return format_html(
        '<figure class="key-figure"><p><strong>{}</strong> {}</p><figcaption>{}</figcaption></figure>',
        figure.get("figure"),
        figure.get("statement") or "",
        study,
    )


def _helpline(block: Row, _heading_start: int) -> SafeString:
    line = embedded.helpline(block)
    if line is None:
        return NOTHING
    number = line.get("number_short")
    dialled = line.get("number_e164") or number.replace(" ", "")
    scheme = "sms" if line.get("is_text_message") else "tel"
    return format_html(
        '<p class="helpline"><strong>{}</strong> <a href="{}:{}">{}</a></p>', line.get("name") or "", scheme, dialled, number
    )


def _page_link(page: Row, language: str) -> SafeString:
    address = page.related(PATHS).get(language, "")
    # A page that is not ready in the language of this text answers in another, which its link says.
    other = format_html(' hreflang="{}" lang="{}"', page.served, page.served) if page.served != language else ""
    return format_html('<a href="{}"{}>{}</a>', address, other, page.get("title") or "")


def _page(block: Row, _heading_start: int) -> SafeString:
    return format_html_join("", '<p class="related">{}</p>', ((_page_link(page, block.served),) for page in embedded.pages(block)))


def _pages(block: Row, _heading_start: int) -> SafeString:
    pages = embedded.pages(block)
    if not pages:
        return NOTHING
    title = block.get("title")
    heading = format_html("<p><strong>{}</strong></p>", title) if title else ""
    items = format_html_join("", "<li>{}</li>", ((_page_link(page, block.served),) for page in pages))
    return format_html('<nav class="related">{}<ul>{}</ul></nav>', heading, items)


def _parts(block: Row, heading_start: int) -> SafeString:
    """A block without HTML of its own: its words and the blocks inside it, in order."""
    kind = block.kind
    if not isinstance(kind, BlockKind):
        return NOTHING
    parts = format_html_join("", "{}", ((_part(block, kind, name, heading_start),) for name in kind.shown))
    return format_html('<section class="{}">{}</section>', kind.block_type or "part", parts)


def _part(block: Row, kind: BlockKind, name: str, heading_start: int) -> SafeString:
    if name in kind.rich_text:
        return _rich(block, name)
    if name in kind.inside:
        # Each is HTML of ours already.
        return mark_safe(text_html(block.related(inside(name)), min(heading_start + 1, LAST_LEVEL)))  # noqa: S308
    words = block.get(name)
    return format_html("<p>{}</p>", words) if words else NOTHING


_RENDERERS: dict[str, Callable[[Row, int], SafeString]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "quote": _quote,
    "list": _list,
    "step": _step,
    "say": _words,
    "avoid": _words,
    "question": _question,
    "image": _image,
    "video": _video,
    "document": _document,
    "tip": _callout,
    "warning": _callout,
    "key_figure": _key_figure,
    "helpline": _helpline,
    "page": _page,
    "pages": _pages,
}
