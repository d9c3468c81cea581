"""English text becomes exactly these terms."""

import pytest

from search.analysis import analyse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The child's phone isn't safe", ["child", "phone", "safe"]),
        ("children’s rights", ["children", "right"]),
        ("Don't share pictures", ["share", "pictur"]),
        ("bullied bullying bullies bully", ["bulli"] * 4),
        ("café cafe", ["cafe", "cafe"]),
        ("screen-time rules", ["screen", "time", "rule"]),
        ("o'clock", ["oclock"]),
        ("What is cyberbullying?", ["what", "cyberbulli"]),
        ("it is what they're", ["what"]),
        ("to be or not to be", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert analyse(text, "en") == terms
