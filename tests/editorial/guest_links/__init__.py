"""Tests of guest links."""
