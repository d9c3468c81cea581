"""`python -m tests.bench`: measures and prints (`make bench`); `python -m tests.bench soak`: a long mixed load (`make soak`)."""

from __future__ import annotations

import json
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from tests.bench.comparing import Run
from tests.bench.load import WrkMissingError, wrk
from tests.bench.options import Options
from tests.bench.report import report
from tests.bench.soak import soak


def main(arguments: list[str]) -> int:
    """Measure, and return the exit code."""
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
    with tempfile.TemporaryDirectory(prefix="club-bench-") as folder:
        if arguments == ["soak"]:
            return soak(Path(folder), options, _say)
        return bench(Path(folder), options)


def bench(folder: Path, options: Options) -> int:
    """Compare everything and print it; with JSON=file, write it too. Returns 1 if requests failed: missed targets are no failure."""
    start = time.monotonic()
    with Run(folder, options, _say) as run:
        measures = run.measures()
    sys.stdout.write(report(measures))
    if options.results:
        run_facts = {"rounds": options.rounds, "seconds": options.seconds, "minutes": round((time.monotonic() - start) / 60, 1)}
        options.results.write_text(json.dumps({**measures.as_json(), "run": run_facts}, indent=2) + "\n", encoding="utf-8")
    return 1 if measures.failed() else 0


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {line}\n")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
