"""Has grapple make its types of models and blocks: once, while Django starts."""

from __future__ import annotations

from grapple.actions import import_apps, load_type_fields
from grapple.helpers import register_streamfield_block
from grapple.types.streamfield import register_streamfield_blocks

from api.declarations import block_classes


def make_types() -> None:
    """Have the types made. Grapple defines Django models on the way, so this runs while one thread alone is at work.

    Grapple is no installed application: its hooks would bring its own root, whose fields reach drafts and private pages.
    """
    for block_class in block_classes():
        register_streamfield_block(block_class)
    import_apps()
    load_type_fields()
    register_streamfield_blocks()
