"""The addresses of media: public ones under /media/, stored files for editors under the admin."""

from django.urls import path

from pages.cards.views import card
from pages.media import views

public_patterns = [
    path("images/<uuid:key>/<slug:rendition>.<slug:extension>", views.image),
    path("videos/<uuid:key>/video.<slug:extension>", views.video),
    path("videos/<uuid:key>/<slug:kind>.<slug:language>.vtt", views.captions),
    path("interviews/<uuid:key>/chapters.<slug:language>.vtt", views.chapters),
    path("pages/<uuid:key>/audio.<slug:language>.<slug:extension>", views.audio),
    path("kits/<uuid:key>/kit.zip", views.kit),
    path("documents/<int:document_id>/<str:file_name>", views.document),
    path("cards/<slug:language>/<uuid:key>-<slug:digest>.jpg", card),
]

stored_patterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.stored_document, name="wagtaildocs_serve"),
    path("<path:name>", views.stored_file, name="stored_file"),
]
