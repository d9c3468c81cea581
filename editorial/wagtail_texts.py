"""Texts of Wagtail that its own French leaves in English, for our catalogue to translate: ours wins over that of an application."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

TEXTS = (_("Any"), _("Embed"), _("Timeline"))
"""They go as soon as Wagtail translates them (tests/editorial/test_wagtail_texts.py says when)."""
