"""Placeholder."""

from django.views.generic import TemplateView


class SearchTrialView(TemplateView):
    template_name = "x"
