"""Times of captions: written one way, read strictly or generously; always milliseconds."""

import re

# Nine digits of hours are beyond any video and still exact in every parser's arithmetic.
STRICT_TIME = r"(?:[0-9]{1,9}:[0-9]{2}|[0-9]{2}):[0-9]{2}\.[0-9]{3}(?![0-9])"
_STRICT = re.compile(STRICT_TIME)
_LOOSE = re.compile(r"(?:([0-9]{1,9}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,]([0-9]{1,3})|:([0-9]{3}))?")
_SPACED_SEPARATOR = re.compile(r"\s*([:.,])\s*")


def write_time(time_ms: int) -> str:
    """Write a time as hours, minutes, seconds, milliseconds: `01:02:03.004`."""
    seconds, milliseconds = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{milliseconds:03d}"


def read_strict_time(text: str) -> int | None:
    """Read a WebVTT time (hours optional, then two digits, two digits, a point, three digits); None if it is not one."""
    if not _STRICT.fullmatch(text):
        return None
    clock, milliseconds = text.split(".")
    hours, minutes, seconds = [0, *map(int, clock.split(":"))][-3:]
    if minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(milliseconds)


def read_loose_time(text: str) -> int | None:
    """Read a time as people and programs write it; None if it cannot be one.

    Hours and fractions may be missing, digits too few, the separator a comma, spaces stand around separators. Without hours the
    minutes may pass 59 (`75:10`).
    """
    match = _LOOSE.fullmatch(_SPACED_SEPARATOR.sub(r"\1", text.strip()))
    if match is None:
        return None
    hours, minutes, seconds = (int(match[part] or 0) for part in (1, 2, 3))
    if seconds > 59 or (match[1] is not None and minutes > 59):
        return None
    fraction = int((match[4] or match[5] or "0").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
