"""The five questions, as each system is asked them."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
OWN_PATH = "/graphql"
STOCK_PATH = "/api/graphql/"
OWN = HERE / "queries"
STOCK = HERE / "stock_grapple" / "queries"


def texts(folder: Path) -> dict[str, str]:
    """The queries of a folder by name, Q1 first."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.graphql"))}
