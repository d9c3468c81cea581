"""What may be uploaded: told by what a file holds, never by its name alone, each kind by the library that reads it.

A refusal is a ``ValidationError`` that says why; it comes before anything is stored. Videos stand in ``pages.video_files``, since they
are also read for what they say of themselves.
"""
