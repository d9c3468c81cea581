"""Text to terms, language by language: the same function for documents and for queries.

The story of a text: `words.folded` makes it small letters and digits without accents, `words.words` cuts it, and the language drops
its stop words and takes each word to its stem. A term is made of letters and digits of any script and nothing else, so that no
engine can read one as syntax. Analysis is a pure function; its outcome changes only with this package and the libraries under it.
"""

from search.analysis.languages import analyse, bare_and_stem, bare_words, bares_and_stems, libraries, remembered_bare_and_stem, stemmed
from search.analysis.words import DOCUMENT_CHARACTERS, LONGEST_TERM, QUERY_CHARACTERS, folded, pieces, placed_words, words, words_of_piece

__all__ = [
    "DOCUMENT_CHARACTERS",
    "LONGEST_TERM",
    "QUERY_CHARACTERS",
    "analyse",
    "bare_and_stem",
    "bare_words",
    "bares_and_stems",
    "folded",
    "libraries",
    "pieces",
    "placed_words",
    "remembered_bare_and_stem",
    "stemmed",
    "words",
    "words_of_piece",
]
