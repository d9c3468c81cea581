"""Loading for peers: objects that were read together also have their relations and long texts read together, in one statement each.

A root field reads rows of explicit columns from ``pages.visibility`` and wraps each in a ``Row``. Rows read by one statement share a
``Batch``. When a field of one row needs something that is not in its columns (a relation, a body), it is read for every row of the batch,
and what is read is a batch in turn. So the number of statements follows the shape of the operation, never the length of its lists.
The language asked travels in the rows; nothing here reads the thread's language.
"""
