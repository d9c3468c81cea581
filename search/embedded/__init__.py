"""The embedded engine: Tantivy in the process, one folder per generation, no server.

The folder holds generations, a file `current` that names the live one, and a lock. `schema` says what is stored and how a request
becomes a query, `generations` keeps the folder, `reading` and `writing` open a generation, `engine` joins them.
"""

from search.embedded.engine import TantivyEngine

__all__ = ["TantivyEngine"]
