"""Tests of what finds and tells what is no longer right."""
