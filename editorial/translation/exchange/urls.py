"""The addresses of the exchange, below that of the translation desk."""

from __future__ import annotations

from django.urls import path

from editorial.translation.exchange.views import CheckView, DownloadView, ExchangeView

urlpatterns = [
    path("", ExchangeView.as_view(), name="editorial_exchange"),
    path("download/", DownloadView.as_view(), name="editorial_exchange_download"),
    path("files/<int:file_id>/", CheckView.as_view(), name="editorial_exchange_check"),
]
