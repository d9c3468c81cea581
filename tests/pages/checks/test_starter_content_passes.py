"""The sample site holds to every rule it asks editors to keep."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from pages.editorial_checks import findings
from pages.editorial_checks.wording import told
from pages.models import BasePage


@pytest.mark.usefixtures("sample_site")
def test_no_page_of_the_sample_site_has_a_finding() -> None:
    pages = BasePage.objects.live().filter(depth__gt=1).specific()
    assert [told(page, finding) for page in pages for finding in findings(page)] == []


@pytest.mark.usefixtures("sample_site")
def test_the_command_says_so_and_ends_well() -> None:
    output = io.StringIO()
    call_command("check_content", stdout=output)
    live = BasePage.objects.live().filter(depth__gt=1).count()
    assert output.getvalue() == f"{live} live pages; 0 with findings, 0 of them blocking.\n"
