"""Cues for property tests: any words, in the form in which they are read back."""

from hypothesis import strategies as st

from pages.captions import Cue

# No line ends other than \n, no control characters, nothing that UTF-8 cannot write.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
TAGS = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<v Anne>", "</v>", "<c.yellow>", "</c>", "<ruby>", "<rt>", "</ruby>", "<lang ar>", "<br>"]
)
SIGNS = st.sampled_from(
    ["&", "<", ">", "&amp;", "&lt;", "-->", "\n", "\n\n", " ", "<00:00:02.000>", "<script>", "&eacute;", "NOTE", "WEBVTT"]
)
MARKUP = st.lists(WORDS | TAGS | SIGNS, max_size=8).map("".join)
SETTINGS = st.sampled_from(["", "align:start", "line:-1 position:10%,line-left", "vertical:rl size:50%"])


@st.composite
def cues(draw: st.DrawFn) -> Cue:
    start_ms = draw(st.integers(0, 100 * 60 * 60 * 1000))
    end_ms = start_ms + draw(st.integers(1, 10_000))
    return Cue(start_ms, end_ms, draw(WORDS), draw(MARKUP), draw(WORDS), draw(SETTINGS))
