"""Development: production, relaxed for one person on a loopback address, with demo content."""

import ipaddress
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import Environment


def loopback_host(host: str) -> str:
    """Return `host` when it is a loopback address; anything else raises ImproperlyConfigured."""
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise ImproperlyConfigured(
            f"HOST is {host!r}, but development settings have demo accounts and serve on a loopback address only"
            " (127.0.0.1, ::1 or localhost). To serve others, use cms.settings.production."
        )
    return host


def secret_key(file: Path) -> str:
    """Return the key in `file`, made at the first call and readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(64))
        try:
            # Of several processes that start together one link succeeds, and all read that whole file.
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii")


_environment = Environment(os.environ)
_var = _environment.path("VAR_DIR", Path(__file__).resolve().parent.parent.parent / "var")
_host = loopback_host(_environment.text("HOST", "127.0.0.1"))
_port = _environment.number("PORT", 8000, minimum=1, maximum=65535)
# What production requires of its environment has a value here before production is read.
os.environ.setdefault("SECRET_KEY", secret_key(_var / "secret-key"))
os.environ.setdefault("PUBLIC_URL", f"http://{f'[{_host}]' if ':' in _host else _host}:{_port}")

from cms.settings.production import *  # noqa: E402, F403 - settings derive by star: each name is Django's
from cms.settings.production import LOGGING, STORAGES, VAR_DIR  # noqa: E402

DEBUG = True
HAS_DEMO_CONTENT = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

# The demo accounts have no telephone; "yes" in the environment tries the screens.
SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = _environment.flag("SECOND_FACTOR_REQUIRED_OF_PUBLISHERS", False)

# Static files come straight from where they are written, without `collectstatic`.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Mail is written to files: nothing leaves the machine.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

# Who tries the program on a laptop does not mean to ask other people's servers; "yes" in the environment does.
CHECK_EXTERNAL_LINKS = _environment.flag("CHECK_EXTERNAL_LINKS", False)

LOGGING = {
    **LOGGING,
    "handlers": {"stderr": {**LOGGING["handlers"]["stderr"], "formatter": "readable"}},
    # Wagtail tells each page saved and published: a line of the starter content's progress says as much.
    "loggers": {**LOGGING["loggers"], "wagtail": {"level": "WARNING"}},
}
