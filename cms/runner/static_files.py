"""Static files gathered for production, again only when one of them has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def static_files_changed() -> bool:
    """Say whether the files gathered in STATIC_ROOT are missing or older than their sources."""
    stamp = _stamp()
    return not stamp.exists() or stamp.read_text(encoding="ascii") != _digest()


def collect_static_files() -> None:
    """Gather the static files into STATIC_ROOT, named by their content and compressed."""
    digest = _digest()
    # Cleared first: left to itself, collectstatic keeps a gathered file that is not older than its source, whatever is in it.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _stamp().write_text(digest, encoding="ascii")


def _stamp() -> Path:
    # Beside STATIC_ROOT, not inside: everything inside is served.
    root = Path(settings.STATIC_ROOT)
    return root.with_name(f"{root.name}.digest")


def _digest() -> str:
    """Return a digest of the names, sizes and dates of all sources: their content need not be read."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
