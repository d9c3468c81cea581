"""What models say when they are written, inside the transaction that writes them.

Receivers may refuse (any exception rolls the change back with everything said of it). The models send, ``pages.publication`` listens:
models know nothing of paths' tables or the journal.
"""

from django.dispatch import Signal

page_written = Signal()
"""A page's row was written in a way the public may see; arguments: ``page``."""

record_written = Signal()
"""A snippet, image or video was written; arguments: ``record``."""

approval_recorded = Signal()
"""Somebody's approval of a version of a page was put on record; arguments: ``page_id``."""

consent_written = Signal()
"""A consent was written; arguments: ``people``, the ids of the people whose consents may have changed."""

crisis_phrase_written = Signal()
"""A phrase stands in the lists of a reason for urgent help, about to be saved; arguments: ``phrase``, ``language`` (its code). Receivers
return why no search could be recognised by it, a sentence for editors, or None.
"""

revision_promised = Signal()
"""A version of a page is about to be written over; arguments: ``revision``. Receivers return whether it was promised to somebody as it
is.
"""
