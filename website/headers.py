"""The headers of every page: a content security policy without any inline code, no referrer where it could tell something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from website.languages import Language

# Whatever a page could ask of a device; none of ours needs any of it but the two of a video.
PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
)


def with_security(
    response: HttpResponse,
    language: Language,
    *,
    is_sensitive: bool = False,
    frame_sources: Sequence[str] = (),
    directives: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The response with its headers but those of caching, which `website.serving` adds once its view is done."""
    response["Content-Language"] = language.code
    response["Content-Security-Policy"] = policy(frame_sources, directives)
    response["Permissions-Policy"] = PERMISSIONS
    response["Referrer-Policy"] = "no-referrer" if is_sensitive else "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


def policy(frame_sources: Sequence[str] = (), directives: Mapping[str, str] | None = None) -> str:
    """The content security policy: our own files, the files of the API's server, and nothing else; `directives` take the place of ours."""
    media = f"'self' {_origin(settings.WEBSITE_MEDIA_ORIGIN)}".strip()
    usual = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": f"{media} data:",
        "media-src": media,
        "connect-src": "'self'",
        "frame-src": " ".join(frame_sources) or "'none'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in {**usual, **(directives or {})}.items())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
