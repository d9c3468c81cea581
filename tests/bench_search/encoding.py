"""`python -m tests.bench_search.encoding PAGES`: what the encoder costs by itself, in a process of its own, written as JSON.

How long its weights take to read and what they hold, and how many words of the first public pages one thread turns into what an index
keeps of their meaning, the digests and the packing included.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from itertools import islice

import django

from tests.bench_search.endpoint import memory_of


@dataclass(frozen=True, slots=True)
class Encoding:
    """Seconds to read the weights, also of processor time; megabytes (10^6 bytes) held for them; words, and the seconds of a thread."""

    load_s: float
    load_cpu_s: float
    held_mb: float
    pages: int
    passages: int
    words: int
    cpu_s: float

    @property
    def words_per_second(self) -> float:
        """Words of pages that one thread encodes in a second of its processor time; titles said before each passage count once."""
        return self.words / self.cpu_s


def measured(pages: int) -> Encoding:
    """Measure on so many pages. Raises RuntimeError where there is no encoder."""
    from pages.visibility import public_pages  # noqa: PLC0415 - Django is set up by then
    from search.documents import documents_of  # noqa: PLC0415 - the same
    from search.encoder import current_encoder  # noqa: PLC0415 - the same
    from search.meaning.documents import passages, with_meaning  # noqa: PLC0415 - the same
    from search.sources import read_sources  # noqa: PLC0415 - the same

    encoder = current_encoder()
    if encoder is None:
        raise RuntimeError("There is no encoder.")
    # The generated pages come after the sample content.
    ids = list(islice(public_pages().order_by("-pk").values_list("pk", flat=True), pages))
    documents = [document for source in read_sources(ids) for document in documents_of(source)]
    before, start, start_cpu = memory_of("self").own_mb, time.perf_counter(), time.thread_time()
    encoder.load()
    load_s, load_cpu_s, held_mb = time.perf_counter() - start, time.thread_time() - start_cpu, memory_of("self").own_mb - before
    start_cpu = time.thread_time()
    for _document in with_meaning(documents, {}, encoder):
        pass
    cpu_s = time.thread_time() - start_cpu
    words = sum(len(f"{each.title} {each.keywords} {each.body}".split()) for each in documents)
    return Encoding(load_s, load_cpu_s, held_mb, len(ids), sum(len(passages(each)) for each in documents), words, cpu_s)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(asdict(measured(int(sys.argv[1])))))
