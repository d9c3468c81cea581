"""Tests of the content domain."""
