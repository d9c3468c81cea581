"""What is kept of the meaning of documents: made when the index is written, never while a reader waits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import ceil

from search.encoder import Encoder
from search.engine import DocumentKey, SearchDocument
from search.meaning.packed import DIGEST, digest_of, packed

# Words of a passage at most; a text is cut into as few passages as that allows, all about as long. At 40 or 80 words the collections of
# docs/search.md differ by less than .004; at 40 a third more is kept.
PASSAGE_WORDS = 60

# Of one document: a book's first passages say what it is about.
MOST_PASSAGES = 200


def with_meaning(
    documents: Iterable[SearchDocument], kept: Mapping[DocumentKey, bytes], encoder: Encoder | None
) -> Iterator[SearchDocument]:
    """The documents with their meaning; `kept` is what an index has of them, used where their texts are the same. None adds nothing."""
    if encoder is None:
        yield from documents
        return
    for document in documents:
        texts = passages(document)
        digest = _digest(encoder.version, texts)
        before = kept.get((document.page_id, document.language), b"")
        meaning = before if digest_of(before) == digest else packed(digest, encoder.encode(texts))
        yield replace(document, meaning=meaning)


def passages(document: SearchDocument) -> list[str]:
    """The texts that a document's meaning is made of: its title before each part of it, and before its keywords."""
    words = document.body.split()
    number = max(ceil(len(words) / PASSAGE_WORDS), 1)
    bounds = [len(words) * place // number for place in range(number + 1)]
    parts = [" ".join(words[begin:end]) for begin, end in pairwise(bounds)]
    return [f"{document.title}. {part}".strip() for part in (*filter(None, [document.keywords]), *parts)][:MOST_PASSAGES]


def _digest(version: str, texts: Iterable[str]) -> bytes:
    told = "\0".join((version, *texts))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
