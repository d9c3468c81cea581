#!/usr/bin/env python
"""The entry to every management command of the project."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    execute_from_command_line(sys.argv)
