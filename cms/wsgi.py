"""The WSGI application, for whichever server serves it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
_django = get_wsgi_application()

from api.documents.manifest import trusted_documents  # noqa: E402 - read once Django is set up
from cms.answering import answering  # noqa: E402 - the same
from search.encoder import load_encoder  # noqa: E402 - the same

application = answering(_django)
# Where only trusted documents run, a server without them does not start.
trusted_documents()
# No reader waits for the encoder's weights.
load_encoder()
