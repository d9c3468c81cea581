"""What readers say of pages, kept so that nothing in it points at a person.

`recording` counts votes and writes reports down, as far as there is room for them; `masking` takes addresses and telephone numbers out of
what was typed before it is written; `forgetting` deletes what was kept long enough.
"""

from pages.page_reports.forgetting import RETENTION, forget
from pages.page_reports.recording import MAX_MESSAGE, MAX_WAITING, Outcome, record

__all__ = ["MAX_MESSAGE", "MAX_WAITING", "RETENTION", "Outcome", "forget", "record"]
