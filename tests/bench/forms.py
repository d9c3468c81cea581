"""`python -m tests.bench.forms`: how soon a form of 40 blocks can be used, in three languages and in French alone (`make bench-forms`).

Both pages are opened in turn in Chromium. A form can be used when its fields are there and the browser has had no long task (50 ms and
more) for a second: the moment is the end of the last long task, in milliseconds from the click, as performance.now() counts.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.program import chromium, log_in, page_number
from tests.running_site import Site, running_site

TARGET = 2.5
"""In three languages a form may take so many times as long as in one."""

ROUNDS = int(os.environ.get("ROUNDS", "5"))

TITLES = {"one": "Quarante blocs en français", "three": "Quarante blocs en trois langues"}

FILLED = """
from pages.models import GuidePage, ResourceIndexPage
from pages import languages
texts = [("step", {{"title": f"Geste {{number}}", "text": "<p>Dites-lui que vous le croyez.</p>", "image": None}}) for number in range(40)]
for name, title in {titles!r}.items():
    page = GuidePage(title_fr=title, slug=f"blocs-{{name}}", summary_fr="Quarante gestes.", live=False)
    for code in languages.codes() if name == "three" else ["fr"]:
        setattr(page, f"steps_{{code}}", texts)
        setattr(page, f"title_{{code}}", title)
    ResourceIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
"""

WATCH = """
window.endOfWork = 0;
new PerformanceObserver((list) => {
    for (const task of list.getEntries()) { window.endOfWork = Math.max(window.endOfWork, task.startTime + task.duration); }
}).observe({ type: "longtask", buffered: true });
"""

IS_STILL = """() => document.readyState === "complete"
    && document.querySelectorAll("[data-contentpath=steps_fr] [data-streamfield-child]").length === 40
    && performance.now() - window.endOfWork > 1000"""


def time_to_use(page: Page, address: str) -> float:
    """How long it takes until a form can be used, in milliseconds."""
    page.goto(address, wait_until="commit")
    page.wait_for_function(IS_STILL, timeout=180_000, polling=200)
    return float(page.evaluate("Math.max(window.endOfWork, performance.getEntriesByType('navigation')[0].domInteractive)"))


def measured(page: Page, site: Site) -> dict[str, list[float]]:
    """The times of each form, the two opened in turn; the first opening of each only warms the program up."""
    addresses = {name: f"{site.address}/admin/pages/{page_number(page, site, title)}/edit/" for name, title in TITLES.items()}
    page.add_init_script(WATCH)
    times: dict[str, list[float]] = {name: [] for name in addresses}
    for round_number in range(ROUNDS + 1):
        for name, address in addresses.items():
            took = time_to_use(page, address)
            if round_number:
                times[name].append(took)
    return times


def main() -> None:
    """Starts the program with the two pages, measures and prints. A missed target is no failure."""
    with tempfile.TemporaryDirectory(prefix="club-forms-") as folder, running_site(Path(folder)) as site, chromium() as browser:
        site.manage("shell", "-c", FILLED.format(titles=TITLES))
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR")
        page.set_default_timeout(120_000)
        log_in(page, site)
        times = measured(page, site)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    for name, title in TITLES.items():
        sys.stdout.write(f"{title}: {middle[name]:.0f} ms ({', '.join(f'{taken:.0f}' for taken in times[name])})\n")
    sys.stdout.write(f"{middle['three'] / middle['one']:.2f} times as long; at most {TARGET} wanted\n")


if __name__ == "__main__":
    main()
