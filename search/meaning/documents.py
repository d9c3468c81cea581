"""What is kept of the meaning of documents: made when the index is written, never while a reader waits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from search.encoder import Encoder
from search.engine import DocumentKey, SearchDocument, SpokenCue
from search.meaning.packed import DIGEST, LAYOUT, digest_of, packed

# Words of a passage at most; a text is cut into as few passages as that allows, all about as long. At 40 or 80 words the collections of
# docs/search.md differ by less than .004; at 40 a third more is kept.
PASSAGE_WORDS = 60

# Of one document, besides what is said in its films: a book's first passages say what it is about.
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
    """The texts that a document's meaning is made of, each with the title before it: keywords, parts of the body, what is said."""
    spoken = {line for cue in document.cues for line in cue.text.splitlines()}
    words = " ".join(line for line in document.body.splitlines() if line not in spoken).split()
    number = max(ceil(len(words) / PASSAGE_WORDS), 1)
    bounds = [len(words) * place // number for place in range(number + 1)]
    parts = [" ".join(words[begin:end]) for begin, end in pairwise(bounds)]
    written = [*filter(None, [document.keywords]), *parts][:MOST_PASSAGES]
    said = [" ".join(document.cues[place].text for place in stretch) for stretch in stretches(document.cues)]
    return [f"{document.title}. {part}".strip() for part in (*written, *said)]


def stretches(cues: Sequence[SpokenCue]) -> list[range]:
    """What is said in one go, as places of cues: each some PASSAGE_WORDS words of one track. They are the last passages of a document."""
    found: list[range] = []
    words = 0
    for place, cue in enumerate(cues):
        length = len(cue.text.split())
        if found and words + length <= PASSAGE_WORDS and cue.track_id == cues[place - 1].track_id:
            found[-1] = range(found[-1].start, place + 1)
            words += length
        else:
            found.append(range(place, place + 1))
            words = length
    return found


def _digest(version: str, texts: Iterable[str]) -> bytes:
    told = "\0".join((LAYOUT, version, *texts))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
