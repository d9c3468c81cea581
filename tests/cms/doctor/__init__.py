"""Tests of `manage.py doctor`."""
