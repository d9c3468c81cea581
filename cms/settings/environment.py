"""The one typed reader of the process environment: a bad value stops the start with a sentence that says why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = ("1", "true", "yes", "on")
FALSE_WORDS = ("0", "false", "no", "off")

# Where servers listen unless they say so.
PORTS = {"http": 80, "https": 443}

# How long a writer waits for another before "database is locked" (seconds): longer than any transaction of ours.
SQLITE_WAIT_SECONDS = 20


@dataclass(frozen=True)
class Environment:
    """Reads named values out of `values` (in practice `os.environ`); an empty value counts as absent."""

    values: Mapping[str, str]

    def text(self, name: str, default: str | None = None, *, choices: Sequence[str] = ()) -> str:
        """Return the value of `name`; without a value and without a default, raise ImproperlyConfigured."""
        value = self.values.get(name, "").strip()
        if not value:
            if default is None:
                raise ImproperlyConfigured(f"{name} is required in the environment (cms.settings.development needs nothing).")
            return default
        if choices and value not in choices:
            raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return a yes or no, written 1/true/yes/on or 0/false/no/off in either case."""
        value = self.text(name, "yes" if default else "no").lower()
        if value in TRUE_WORDS:
            return True
        if value in FALSE_WORDS:
            return False
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")

    def number(self, name: str, default: int, *, minimum: int, maximum: int) -> int:
        """Return a whole number from `minimum` to `maximum`, both included."""
        value = self.text(name, str(default))
        # isdecimal alone would take other scripts' digits; isascii keeps to 0-9.
        if not (value.isascii() and value.isdecimal() and minimum <= int(value) <= maximum):
            raise ImproperlyConfigured(f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}.")
        return int(value)

    def words(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Return a list written with commas; surrounding spaces and empty items are dropped."""
        items = [item.strip() for item in self.values.get(name, "").split(",")]
        return [item for item in items if item] or list(default)

    def origins(self, name: str) -> list[str]:
        """Return a list of web origins such as `https://example.org`, without path or trailing slash."""
        origins = self.words(name)
        for origin in origins:
            parts = _split(name, origin)
            if parts.scheme not in ("http", "https") or not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}":
                raise ImproperlyConfigured(f"{name} must list origins like https://example.org, not {origin!r}.")
        return origins

    def url(self, name: str, default: str | None = None) -> str:
        """Return an http or https address without its trailing slash; "" where there may be none, and is none."""
        value = self.text(name, default)
        if not value:
            return ""
        parts = _split(name, value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ImproperlyConfigured(f"{name} must be an http or https address, not {value!r}.")
        return value.rstrip("/")

    def contact(self, name: str) -> str:
        """Return an address to write to, `mailto:` or `https:`, or "" where there is none."""
        value = self.text(name, "")
        if value and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+|https://\S+", value):
            raise ImproperlyConfigured(f"{name} must be like mailto:security@example.org or https://example.org/security, not {value!r}.")
        return value

    def url_holding(self, name: str, placeholder: str) -> str:
        """Return an http or https address with `placeholder` in it, or "" where there is none."""
        value = self.text(name, "")
        parts = _split(name, value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or placeholder not in value):
            raise ImproperlyConfigured(f"{name} must be an http or https address with {placeholder} in it, not {value!r}.")
        return value

    def servers(self, name: str, *, is_required: bool) -> tuple[str, ...]:
        """Return the addresses of a server's nodes, with commas: `https://user:password@host:port`; the port of the scheme is added."""
        addresses = tuple(_with_port(name, value) for value in self.words(name))
        if is_required and not addresses:
            raise ImproperlyConfigured(f"{name} is required: where the search server is, such as https://user:password@host:9200.")
        return addresses

    def name(self, name: str, default: str) -> str:
        """Return a short name: small letters, digits and hyphens, a letter first."""
        value = self.text(name, default)
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", value):
            raise ImproperlyConfigured(f"{name} must be small letters, digits and hyphens, a letter first, not {value!r}.")
        return value

    def path(self, name: str, default: Path) -> Path:
        """Return an absolute folder or file path; a relative one is refused, since it would follow the caller's folder."""
        path = Path(self.text(name, str(default)))
        if not path.is_absolute():
            raise ImproperlyConfigured(f"{name} must be an absolute path, not {str(path)!r}.")
        return path

    def file(self, name: str) -> Path | None:
        """Return the absolute path of a file that is there; None without a value."""
        if not self.text(name, ""):
            return None
        path = self.path(name, Path())
        if not path.is_file():
            raise ImproperlyConfigured(f"{name} must be a file: there is none at {str(path)!r}.")
        return path

    def databases(self, name: str, sqlite_file: Path, read_seconds: int | None = None) -> dict[str, dict[str, Any]]:
        """Return Django's `default` database and its read-only twin `snapshot` from an address.

        `sqlite:////absolute/file`, or `postgresql://user:password@host:port/name?sslmode=require`; absent means SQLite
        in `sqlite_file`. PostgreSQL itself ends a statement on `snapshot` after `read_seconds`; SQLite knows no such limit.
        """
        value = self.text(name, f"sqlite:///{sqlite_file}")
        parts = _split(name, value)
        if parts.scheme == "sqlite" and not parts.netloc and Path(parts.path[1:]).is_absolute():
            return _sqlite(Path(unquote(parts.path[1:])))
        if parts.scheme in ("postgresql", "postgres") and parts.path.strip("/"):
            return _postgresql(name, parts, read_seconds)
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(f"{name} must look like sqlite:////absolute/file or postgresql://user:password@host:port/name.")


def _split(name: str, value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: {error}.") from None
    return parts


def _with_port(name: str, value: str) -> str:
    # The value is never repeated: it may hold a password.
    try:
        parts = urlsplit(value)
        port = parts.port or PORTS[parts.scheme]
        if parts.scheme not in PORTS or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("no host, or too much")
    except (ValueError, KeyError):
        raise ImproperlyConfigured(f"{name} must list addresses like https://user:password@host:9200.") from None
    return value.rstrip("/") if parts.port else parts._replace(netloc=f"{parts.netloc.rstrip(':')}:{port}").geturl().rstrip("/")


def _sqlite(file: Path) -> dict[str, dict[str, Any]]:
    # Kept for a minute: a connection that is opened anew has to prepare every statement again, which takes longer than to run it.
    common = {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "CONN_MAX_AGE": 60}
    return {
        "default": {
            **common,
            "OPTIONS": {
                # IMMEDIATE takes the write lock at BEGIN: ids commit in order, and no transaction fails half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": SQLITE_WAIT_SECONDS,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            },
        },
        "snapshot": {
            **common,
            "OPTIONS": {
                # DEFERRED never takes the write lock, and in WAL mode a transaction reads one snapshot.
                "transaction_mode": "DEFERRED",
                "timeout": SQLITE_WAIT_SECONDS,
                "init_command": "PRAGMA query_only=ON",
                # Statements kept prepared: those of the endpoint are some hundred, each asked again and again.
                "cached_statements": 1_000,
            },
            "TEST": {"MIRROR": "default"},
        },
    }


# Statements are planned once for each connection: those of the endpoint are long, and take longer to plan than to run.
PREPARED = {"server_side_binding": True, "prepare_threshold": 1}


def _postgresql(name: str, parts: SplitResult, read_seconds: int | None) -> dict[str, dict[str, Any]]:
    options = dict(parse_qsl(parts.query))
    if "options" in options:
        raise ImproperlyConfigured(f"{name} may not carry the parameter `options`: the snapshot alias sets it.")
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # Kept for a minute and tried before use, so that a restarted server is noticed.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    read_only = r"-c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on"
    if read_seconds is not None:
        read_only += f" -c statement_timeout={read_seconds}s"
    return {
        "default": {**common, "OPTIONS": options},
        "snapshot": {**common, "OPTIONS": {**options, **PREPARED, "options": read_only}, "TEST": {"MIRROR": "default"}},
    }
