"""The addresses of share kits, below the admin's."""

from __future__ import annotations

from django.urls import path

from editorial.views.share_kit import ShareKitImageView, ShareKitView, ShareKitZipView

urlpatterns = [
    path("", ShareKitView.as_view(), name="editorial_share_kit"),
    path("kit.zip", ShareKitZipView.as_view(), name="editorial_share_kit_zip"),
    path("<str:code>/<str:shape>.png", ShareKitImageView.as_view(), name="editorial_share_kit_image"),
]
