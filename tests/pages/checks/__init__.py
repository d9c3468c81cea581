"""Tests of the checks before submission and publication, and of uploads."""
