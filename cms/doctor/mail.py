"""Mail: is a server named, and does it let us in? Nothing is sent."""

import smtplib
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from editorial.lateness import Fact

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# Seconds.
PATIENCE = 5
NOBODY = "webmaster@localhost"


def mail(_now: datetime) -> Iterator[Fact]:
    """Look at the sender, and knock at the server."""
    if settings.EMAIL_BACKEND != SMTP:
        yield Fact("mail", f"Mail leaves this machine by no server ({settings.EMAIL_BACKEND.rsplit('.', 2)[-2]}).")
        return
    if settings.DEFAULT_FROM_EMAIL == NOBODY:
        host = urlsplit(settings.PUBLIC_URL).hostname
        words = f"Mail is sent as {NOBODY}, which most servers turn away."
        yield Fact("mail", words, f"Set EMAIL_FROM, such as club@{host}.")
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection(timeout=PATIENCE):
            pass
    except (OSError, smtplib.SMTPException) as error:
        words = f"The mail server {server} does not let us in: {type(error).__name__}. Invitations and reviews reach nobody."
        yield Fact("mail", words, "Look at EMAIL_HOST, EMAIL_PORT, EMAIL_USER, EMAIL_PASSWORD and EMAIL_TLS.")
        return
    yield Fact("mail", f"The mail server {server} lets us in; mail is sent as {settings.DEFAULT_FROM_EMAIL}.")
