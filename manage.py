#!/usr/bin/env python
"""The entry to every management command of the project."""

import os
import signal
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    try:
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        # A sentence is all an operator needs; a traceback through the settings would hide it.
        sys.exit(f"{os.environ['DJANGO_SETTINGS_MODULE']}: {error}")
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        # Whoever pressed Ctrl-C knows; what was under way is undone with its transaction.
        sys.exit(128 + signal.SIGINT)
