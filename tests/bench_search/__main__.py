"""`python -m tests.bench_search`: measures and prints (`make bench-search`)."""

from __future__ import annotations

import json
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from tests.bench.load import WrkMissingError, wrk
from tests.bench_search.measuring import Run
from tests.bench_search.options import Options
from tests.bench_search.report import as_json, report


def main() -> int:
    """Measure, and return the exit code: missed targets are no failure."""
    # As Ctrl-C does: the servers are ended on the way out.
    signal.signal(signal.SIGTERM, _interrupt)
    if not sys.platform.startswith("linux"):
        sys.stderr.write("What processes cost is read from /proc: this runs on GNU/Linux only.\n")
        return 1
    try:
        wrk()
    except WrkMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    options = Options.of_the_environment()
    with tempfile.TemporaryDirectory(prefix="club-bench-search-") as folder, Run(Path(folder), options, _say) as run:
        measures = run.measures()
    sys.stdout.write(report(measures))
    if options.results:
        options.results.write_text(json.dumps(as_json(measures), indent=2) + "\n", encoding="utf-8")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {line}\n")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
