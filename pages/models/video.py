"""Videos of ours, with their caption tracks and the cues read from them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLImage, GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import CollectionMember, Orderable
from wagtail.search import index

from pages import languages
from pages.captions.canonical_text import plain_text
from pages.captions.cues import CaptionError
from pages.captions.intake import read_captions
from pages.files import is_new, video_upload_to
from pages.models.journalled import JournalledModel
from pages.timecodes import MillisecondsField, format_timecode
from pages.video_files import read_video


class Video(JournalledModel, CollectionMember, index.Indexed, ClusterableModel):
    """A video: a file of ours (WebM, MP4) or an address elsewhere; its captions are its transcript."""

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("file"),
        blank=True,
        max_length=255,
        upload_to=video_upload_to,
        validators=[FileExtensionValidator(["webm", "mp4"], _("Only WebM and MP4 files."))],
    )
    embed_url = models.URLField(_("address elsewhere"), blank=True, help_text=_("YouTube, Vimeo, PeerTube or Facebook."))
    duration_ms = MillisecondsField(
        _("duration"), null=True, blank=True, help_text=_("Read from the file; write it for a video elsewhere.")
    )
    poster = models.ForeignKey(
        "pages.ClubImage", verbose_name=_("poster"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sign_language = models.ForeignKey(
        "self", verbose_name=_("in sign language"), null=True, blank=True, on_delete=models.SET_NULL, related_name="signed_videos"
    )
    people_shown = ParentalManyToManyField(
        "pages.Person",
        verbose_name=_("people it shows or lets hear"),
        blank=True,
        related_name="videos_shown_in",
        help_text=_("The video is public only while each of them consents to it. None: it shows nobody and lets nobody hear."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("collection")]

    graphql_description = "A video. Its captions are its transcript."
    graphql_fields = [
        GraphQLString("title", required=True, description="The title."),
        GraphQLInt("duration_ms", description="How long it is, in milliseconds."),
        GraphQLString("embed_url", description="Where it plays elsewhere; null for a video with sources of ours."),
        GraphQLImage("poster", description="The image to show before it plays."),
        GraphQLForeignKey("sign_language", "pages.Video", description="The same video in sign language."),
        GraphQLForeignKey("captions", "pages.CaptionTrack", source="caption_tracks", is_list=True, description="Its caption tracks."),
    ]

    poster_before: int | None = None
    """The poster as it was read from the table."""

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["-created_at", "-pk"]
        permissions = [("choose_video", _("Can choose video"))]

    def __str__(self) -> str:
        return str(languages.text(self, "title", languages.source()) or self.file.name or self.embed_url)

    def clean(self) -> None:
        """Refuses a video without a source, with two, or that would be its own translation in signs."""
        super().clean()
        if bool(self.file) == bool(self.embed_url):
            raise ValidationError(_("Give either a file or an address elsewhere."))
        if is_new(self.file):
            read_video(self.file)
        if self.sign_language_id is not None and self.sign_language_id == self.pk:
            raise ValidationError({"sign_language": _("A video cannot be its own version in sign language.")})

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Video:
        """As Django's; remembers the poster, which may become public again when another takes its place."""
        video: Video = super().from_db(*args, **kwargs)
        video.poster_before = video.__dict__.get("poster_id")
        return video

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the video; the length of a new file is read from it. Raises ``ValidationError`` where the file is no video."""
        if is_new(self.file):
            self.duration_ms = read_video(self.file).duration_ms
        super().save(*args, **kwargs)

    @admin.display(description=_("duration"))
    def duration(self) -> str:
        """The length as minutes and seconds, for lists of the admin."""
        return format_timecode(self.duration_ms) if self.duration_ms else ""

    @admin.display(description=_("captions"))
    def caption_languages(self) -> str:
        """The languages that have captions, for lists of the admin."""
        return ", ".join(sorted({str(track.get_language_display()) for track in self.caption_tracks.all()}))


class CaptionKind(models.TextChoices):
    """What a track's text is for (the kinds of the HTML track element)."""

    CAPTIONS = "captions", _("Captions (speech and sounds)")
    SUBTITLES = "subtitles", _("Subtitles (translation)")
    DESCRIPTIONS = "descriptions", _("Audio description")


class CaptionTrack(Orderable):
    """The captions of a video in one language; whatever is brought becomes WebVTT, and its cues are read once, at save."""

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="caption_tracks")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=20, choices=CaptionKind, default=CaptionKind.CAPTIONS)
    webvtt = models.TextField(_("captions"), blank=True, help_text=_("WebVTT, SRT or text with times; pasted, or read from a file below."))

    graphql_description = "The captions of a video in one language."
    graphql_fields = [
        GraphQLString("language", required=True, description="The language of the words."),
        GraphQLString("kind", required=True, description="What the text is for."),
        GraphQLForeignKey("cues", "pages.CaptionCue", is_list=True, description="The words, in the order of the film."),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("caption track")
        verbose_name_plural = _("caption tracks")
        constraints = [models.UniqueConstraint(fields=["video", "language", "kind"], name="one_track_per_language_and_kind")]

    def __str__(self) -> str:
        return f"{self.get_language_display()} ({self.get_kind_display()})"

    def clean(self) -> None:
        """Turns the text into WebVTT; refuses what cannot be read, with the line numbers."""
        super().clean()
        if not self.webvtt:
            # The form says what is missing; an empty text is no captions.
            return
        try:
            self.webvtt = read_captions(self.webvtt).webvtt
        except CaptionError as error:
            raise ValidationError({"webvtt": [str(problem) for problem in error.problems]}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the track with the cues read from it.

        Raises ``CaptionError`` where the text cannot be read (forms refuse it before, in ``clean``).
        """
        intake = read_captions(self.webvtt)
        self.webvtt = intake.webvtt
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.cues.all().delete()
            CaptionCue.objects.bulk_create(
                CaptionCue(
                    track=self, position=position, start_ms=cue.start_ms, end_ms=cue.end_ms, speaker=cue.speaker, text=plain_text(cue.text)
                )
                for position, cue in enumerate(intake.cues)
            )


class CaptionCue(models.Model):
    """Some words of a video and when they are said (milliseconds from the start)."""

    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="cues")
    position = models.PositiveIntegerField()
    start_ms = models.PositiveIntegerField()
    end_ms = models.PositiveIntegerField()
    speaker = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    graphql_description = "Some words of a video and when they are said."
    graphql_fields = [
        GraphQLInt("start_ms", required=True, description="When they begin, in milliseconds from the start."),
        GraphQLInt("end_ms", required=True, description="When they end, in milliseconds from the start."),
        GraphQLString("speaker", description="Who speaks."),
        GraphQLString("text", required=True, description="The words."),
    ]

    class Meta:
        ordering = ["track", "position"]
        constraints = [models.UniqueConstraint(fields=["track", "position"], name="one_cue_per_position")]

    def __str__(self) -> str:
        return f"{self.start_ms}–{self.end_ms}: {self.text[:60]}"
