"""The addresses of the translation desk, below ``desk/translation/`` in the admin."""

from __future__ import annotations

from django.urls import path

from editorial.translation.views.publish import PublishView
from editorial.translation.views.save import SaveView, UndoView
from editorial.translation.views.screen import TranslationView

urlpatterns = [
    path("<int:page_id>/<str:code>/", TranslationView.as_view(), name="editorial_translation"),
    path("<int:page_id>/<str:code>/save/", SaveView.as_view(), name="editorial_translation_save"),
    path("<int:page_id>/<str:code>/undo/", UndoView.as_view(), name="editorial_translation_undo"),
    path("<int:page_id>/<str:code>/publish/", PublishView.as_view(), name="editorial_translation_publish"),
]
