"""Editions going out whole: what is still missing (``readiness``), the release with all contents (``releasing``), and the way back."""
