"""The families of concerns, one module each: a function from what is seen of the site to what is no longer right in it.

Each asks as many statements for one page as for a thousand. A family is added by its module, a word in ``Kind`` and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editorial.upkeep.concerns import Concern
from editorial.upkeep.families import captions, consents, evidence, external_links, inside_links, reviews, translations, words
from editorial.upkeep.seen import Seen

Family = Callable[[Seen], Iterator[Concern]]

FAMILIES: tuple[Family, ...] = (
    words.concerns,
    external_links.concerns,
    inside_links.concerns,
    reviews.concerns,
    translations.concerns,
    evidence.concerns,
    consents.concerns,
    captions.concerns,
)
