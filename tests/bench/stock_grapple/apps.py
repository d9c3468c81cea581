"""The application of the stock project."""

from django.apps import AppConfig


class Stock(AppConfig):
    """Its label is short: grapple's settings name applications by label."""

    name = "tests.bench.stock_grapple"
    label = "stock"
