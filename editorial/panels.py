"""Panels of the desk in Wagtail's forms."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class SearchTrialPanel(Panel):
    """Asks search a question with what stands in the form, unsaved: the button sends the whole form to the trial, in a new tab."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one record, or for a new one."""

        template_name = "editorial/panels/search_trial.html"

        @property
        def tried(self) -> str:
            """Which record the form is of: its model, and its key unless it is new."""
            return f"{type(self.instance)._meta.model_name}:{self.instance.pk or ''}"
