"""The interface's texts: extracted from our rooms, compiled and checked in Python, without a system tool.

Texts are written in English in the code; `locales/<language>/LC_MESSAGES/django.po` translates them, for each language
of the admin. The English catalogue repeats the texts, so that every language has one. A language that readers have and the
admin has not holds the texts of the website alone.
"""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import activate, get_language
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

# Function name: which of its arguments are texts (1-based; "c" marks a context), as Babel wants it.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SOURCE_LANGUAGE = "en"
WEBSITE = "website"
# What a catalogue must say of itself to be read; no dates, so that extracting twice changes nothing.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def languages() -> list[str]:
    """Return the languages of the admin interface, then those of the website alone."""
    admin = _admin_languages()
    return [*admin, *(code for code, _name in settings.LANGUAGES if code not in admin)]


def catalogue_file(language: str, suffix: str = ".po") -> Path:
    """Return where the catalogue of a language lies (`.po` written by people, `.mo` compiled)."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django{suffix}"


def extract_texts(language: str = SOURCE_LANGUAGE) -> Catalog:
    """Return every text of our rooms that is shown in a language, with the files that hold it."""
    texts = Catalog()
    for file in _sources(None if language in _admin_languages() else WEBSITE):
        place = file.relative_to(settings.BASE_DIR).as_posix()
        for line, message, comments, context in _extract_file(file):
            texts.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return texts


def update_catalogues() -> list[Path]:
    """Bring the `.po` files up to date with the code (new texts empty, gone ones dropped); return those that changed."""
    return [file for language in languages() if _update(file := catalogue_file(language), language, extract_texts(language))]


def stale_catalogues() -> list[str]:
    """Return the languages whose `.po` is newer than its `.mo`, or that has none."""
    stale = []
    for language in languages():
        source, compiled = catalogue_file(language), catalogue_file(language, ".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            stale.append(language)
    return stale


def compile_catalogues() -> list[Path]:
    """Compile the stale catalogues, and speak by them from here on; return the files written."""
    written = []
    for language in stale_catalogues():
        buffer = io.BytesIO()
        write_mo(buffer, _read(catalogue_file(language), language))
        compiled = catalogue_file(language, ".mo")
        _replace(compiled, buffer.getvalue())
        written.append(compiled)
    _read_anew(written)
    return written


def _read_anew(written: Iterable[Path]) -> None:
    """Forget what this process read before: it goes on to name groups and workflows, and they keep their names."""
    active = get_language()
    for file in written:
        translation_file_changed(None, file)
    if active is not None:
        activate(active)


def problems() -> Iterator[str]:
    """Say, a sentence each, what keeps the catalogues from being complete and in step with the code."""
    for language in languages():
        texts = extract_texts(language)
        catalogue = _read(catalogue_file(language), language)
        for message in texts:
            if not message.id:
                continue
            translated = catalogue.get(message.id, message.context)
            if translated is None:
                yield f"{language}: {message.id!r} ({message.locations[0][0]}) is missing: run `make messages`."
            elif translated.fuzzy or not _is_translated(translated.string):
                yield f"{language}: {message.id!r} ({message.locations[0][0]}) is not translated."
        for message in catalogue:
            if message.id and texts.get(message.id, message.context) is None:
                yield f"{language}: {message.id!r} is no longer in the code: run `make messages`."
        for message, errors in catalogue.check():
            yield from (f"{language}: {message.id!r}: {error}" for error in errors)


def _admin_languages() -> list[str]:
    return [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]


def _sources(only: str | None) -> Iterator[Path]:
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        room = Path(config.path)
        if room.parent != settings.BASE_DIR or only not in (None, config.name):
            continue
        for pattern in ("**/*.py", "templates/**/*.html", "templates/**/*.txt"):
            yield from sorted(file for file in room.glob(pattern) if "migrations" not in file.parts)


def _extract_file(file: Path) -> Iterable[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    content = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # Django turns a template into lines that hold only its calls; their indentation means nothing to Python.
        content = "\n".join(line.lstrip() for line in templatize(content, origin=str(file)).splitlines())
    return extract(
        "python",
        io.BytesIO(content.encode()),
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        options={"encoding": "utf-8"},
        strip_comment_tags=True,
    )


def _update(file: Path, language: str, texts: Catalog) -> bool:
    catalogue = _read(file, language) if file.exists() else Catalog(locale=language)
    catalogue.update(texts, no_fuzzy_matching=True)
    if language == SOURCE_LANGUAGE:
        for message in catalogue:
            message.string = message.id
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    header = HEADER.format(language=language, plural_forms=catalogue.plural_forms)
    content = header.encode() + buffer.getvalue().strip() + b"\n"
    if file.exists() and file.read_bytes() == content:
        return False
    _replace(file, content)
    return True


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def _replace(file: Path, content: bytes) -> None:
    """Write the whole file or nothing: another process may be reading it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as stream:
        stream.write(content)
    Path(stream.name).chmod(0o644)
    Path(stream.name).replace(file)


def _is_translated(string: str | Sequence[str] | None) -> bool:
    # A text with a plural has a translation for each form.
    return bool(string) and all(string or "")
