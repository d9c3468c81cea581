"""`manage.py doctor`: one look at everything that may be late or wrong, in words, each with what to do."""

from cms.doctor.examining import examine

__all__ = ["examine"]
