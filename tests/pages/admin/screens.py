"""What a browser does with a screen of the admin: reads the form there, fills in what the editor types, sends all of it."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

Data = dict[str, Any]


def soup(response: HttpResponse) -> BeautifulSoup:
    """The screen, to look things up in."""
    assert response.status_code == 200, (response.status_code, response.get("Location"))
    return BeautifulSoup(response.content, "html.parser")


def open_screen(client: Client, address: str) -> Data:
    """What the form of a screen would send if the editor changed nothing."""
    return data_of(soup(client.get(address)))


def data_of(screen: BeautifulSoup) -> Data:
    """What the form with the most fields on a screen would send."""
    form = max(screen.find_all("form"), key=lambda candidate: len(candidate.find_all(["input", "select", "textarea"])))
    for template in form.find_all(["template", "script"]):
        template.decompose()
    data: Data = {}
    for control in form.find_all(["input", "select", "textarea"]):
        name = control.get("name")
        if name and name != "csrfmiddlewaretoken":
            _read_control(control, name, data)
    for block in form.find_all(attrs={"data-w-block-arguments-value": True}):
        data |= _flat({block["id"]: _stream(json.loads(block["data-w-block-arguments-value"])[0])})
    return data


def _read_control(control: Tag, name: str, data: Data) -> None:
    kind = control.get("type", control.name)
    if control.name == "select":
        chosen = [str(option.get("value", option.text)) for option in control.find_all("option", selected=True)]
        if control.has_attr("multiple"):
            data[name] = chosen
        else:
            first = control.find("option")
            data[name] = chosen[0] if chosen else str(first.get("value", "")) if first else ""
    elif kind in ("checkbox", "radio"):
        if control.has_attr("checked"):
            value = str(control.get("value", "on"))
            data[name] = (
                [*data.get(name, []), value] if isinstance(data.get(name), list) else value if name not in data else [data[name], value]
            )
    elif kind == "textarea":
        data[name] = control.text.removeprefix("\n")
    elif kind not in ("file", "submit", "button"):
        data[name] = control.get("value", "")


def _stream(state: list[Data]) -> Data:
    """The state of a stream as Wagtail gives it to the browser, as the browser sends it back."""
    blocks = {
        str(place): {"type": item["type"], "value": _value(item["value"]), "id": item["id"] or "", "order": str(place), "deleted": ""}
        for place, item in enumerate(state)
    }
    return {**blocks, "count": str(len(blocks))}


def _value(state: Any) -> Any:
    if isinstance(state, dict):
        return state["id"] if "edit_url" in state else {name: _value(child) for name, child in state.items()}
    if isinstance(state, list) and state and not isinstance(state[0], dict):
        # What is chosen in a list of choices.
        return state[0]
    if isinstance(state, list):
        items = {
            str(place): {"value": _value(item["value"]), "id": item["id"] or "", "order": str(place), "deleted": ""}
            for place, item in enumerate(state)
        }
        return {**items, "count": str(len(items))}
    return "" if state is None else "on" if state is True else state


def _flat(data: Data, prefix: str = "") -> Data:
    flat: Data = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}-")
        elif value is not False:
            flat[f"{prefix}{name}"] = value
    return flat


def rows(prefix: str, *filled: Data) -> Data:
    """The rows of a list of sub-forms, all of them new."""
    data: Data = {
        f"{prefix}-TOTAL_FORMS": str(len(filled)),
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }
    for place, row in enumerate(filled):
        data |= {f"{prefix}-{place}-{name}": value for name, value in {"id": "", "ORDER": str(place + 1), "DELETE": "", **row}.items()}
    return data


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """The errors shown beside the fields of a form that came back, by the name of the field."""
    found = {}
    for field in soup(response).find_all(attrs={"data-contentpath": True}):
        texts = [error.text.strip() for error in field.select("[data-field-errors] .error-message")]
        if texts:
            found[str(field["data-contentpath"])] = texts
    return found
