"""The sample clips: a calm card that says it is a sample, under a soft tone; nobody is shown and nobody is heard.

``python -m pages.starter_content.drawing.clips`` writes them all. They are encoded with PyAV (a development extra) as WebM: VP9 with a
key frame every four seconds, Opus, and an index of cues at the front, so that browsers can seek.
"""

from __future__ import annotations

import array
import math
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

from pages.starter_content.drawing.canvas import CORAL, CREAM, HONEY, NIGHT, PEACH, TEAL, Canvas, mixed
from pages.starter_content.sources import CLIPS, page_source, records

WIDTH, HEIGHT = 640, 360
FRAMES_PER_SECOND = 5
SECONDS_BETWEEN_KEY_FRAMES = 4
SAMPLES_PER_SECOND = 48_000
SAMPLES_PER_FRAME = 960
VIDEO_BITS_PER_SECOND = 40_000
AUDIO_BITS_PER_SECOND = 16_000

# A quiet open chord (hertz, share of the full scale): about -40 dB.
_CHORD = ((196.0, 0.005), (293.66, 0.004), (392.0, 0.002))


@dataclass(frozen=True)
class Clip:
    """What a clip says: its title, its length, and where its chapters begin (seconds)."""

    title: str
    seconds: float
    chapters: tuple[float, ...]


def encode(clip: Clip, path: Path) -> None:
    """Writes the clip; the same clip gives the same pictures and the same sound."""
    options = {"cues_to_front": "1", "reserve_index_space": "4096", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="webm", options=options) as container:
        video = container.add_stream("libvpx-vp9", rate=FRAMES_PER_SECOND)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.bit_rate = VIDEO_BITS_PER_SECOND
        video.gop_size = FRAMES_PER_SECOND * SECONDS_BETWEEN_KEY_FRAMES
        video.options = {"deadline": "good", "cpu-used": "3", "row-mt": "0", "flags": "+bitexact"}
        audio = container.add_stream("libopus", rate=SAMPLES_PER_SECOND)
        audio.layout, audio.bit_rate = "mono", AUDIO_BITS_PER_SECOND
        background = _background(clip)
        frames = round(clip.seconds * FRAMES_PER_SECOND)
        packets_of_sound = SAMPLES_PER_SECOND // FRAMES_PER_SECOND // SAMPLES_PER_FRAME
        for number in range(frames):
            frame = av.VideoFrame.from_image(_picture(clip, background, number / FRAMES_PER_SECOND))
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_SECOND)
            container.mux(video.encode(frame))
            for part in range(packets_of_sound):
                container.mux(audio.encode(_sound((number * packets_of_sound + part) * SAMPLES_PER_FRAME, clip.seconds)))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _background(clip: Clip) -> Image.Image:
    """What stays the same from the first frame to the last."""
    canvas = Canvas(NIGHT, WIDTH, HEIGHT)
    canvas.gradient(mixed(NIGHT, TEAL, 0.35), NIGHT)
    canvas.box(60, 70, 580, 236, mixed(NIGHT, CREAM, 0.08), radius=18)
    canvas.text(320, 112, "Extrait de démonstration", 30, HONEY, bold=True)
    canvas.text(320, 158, clip.title, 17, CREAM)
    canvas.text(320, 202, "Cette vidéo ne montre et ne fait entendre personne.", 14, mixed(CREAM, NIGHT, 0.25))
    canvas.box(60, 306, 580, 312, mixed(NIGHT, CREAM, 0.3), radius=3)
    for start in clip.chapters:
        canvas.circle(60 + 520 * start / clip.seconds, 309, 6, mixed(CREAM, NIGHT, 0.2))
    return canvas.reduced()


def _picture(clip: Clip, background: Image.Image, second: float) -> Image.Image:
    """The card at one moment: two slow discs, the progress and the time."""
    canvas = Canvas(NIGHT, WIDTH, HEIGHT)
    canvas.image.paste(background.resize(canvas.image.size), (0, 0))
    for index, colour in enumerate((CORAL, PEACH)):
        turn = second / 12 + index * math.pi
        canvas.circle(320 + 250 * math.cos(turn), 36 + 12 * math.sin(turn), 11, mixed(colour, NIGHT, 0.25))
    canvas.box(60, 306, 60 + max(6.0, 520 * second / clip.seconds), 312, HONEY, radius=3)
    canvas.text(320, 276, f"{_clock(second)} / {_clock(clip.seconds)}", 20, CREAM)
    return canvas.reduced()


def _clock(second: float) -> str:
    return f"{int(second) // 60}:{int(second) % 60:02d}"


def _sound(first_sample: int, seconds: float) -> av.AudioFrame:
    """One packet of the chord, which swells and fades slowly and is silent at both ends of the clip."""
    samples = array.array("h")
    for sample in range(first_sample, first_sample + SAMPLES_PER_FRAME):
        time = sample / SAMPLES_PER_SECOND
        edge = max(0.0, min(1.0, time / 3, (seconds - time) / 3))
        breath = 0.6 + 0.4 * math.sin(time * math.tau / 8)
        value = sum(share * math.sin(math.tau * pitch * time) for pitch, share in _CHORD)
        samples.append(round(32767 * edge * breath * value))
    frame = av.AudioFrame(format="s16", layout="mono", samples=SAMPLES_PER_FRAME)
    frame.planes[0].update(samples.tobytes())
    frame.sample_rate, frame.pts, frame.time_base = SAMPLES_PER_SECOND, first_sample, Fraction(1, SAMPLES_PER_SECOND)
    return frame


def sample_clips() -> dict[str, Clip]:
    """Each clip by the name of its file: those of videos.yaml, with the chapters of their interviews, and the one of generated content."""
    clips = {"contenu-genere": Clip("Contenu généré pour les essais", 60, (0, 20, 40))}
    for record in records("videos"):
        chapters = tuple(chapter["time_ms"] / 1000 for chapter in page_source(record["slug"])["chapters"])
        clips[record["slug"]] = Clip(record["title"]["fr"], record["duration_ms"] / 1000, chapters)
    return clips


def encode_clips() -> None:
    """Writes the file of each clip."""
    CLIPS.mkdir(parents=True, exist_ok=True)
    for slug, clip in sample_clips().items():
        encode(clip, CLIPS / f"{slug}.webm")
        sys.stdout.write(f"{slug}.webm\n")


if __name__ == "__main__":
    encode_clips()
