"""Chromium: how a web page comes out in a browser, for the eye, for a screen reader, and on the network."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from judges.devtools import Browser, Message, running_browser
from judges.presence import require


@dataclass(frozen=True)
class WebPage:
    """A page as a browser shows it.

    `dom` is its HTML after scripts have run, `picture` a PNG of its whole height, `errors` what the console
    reports (scripts, lost resources, refusals by a content security policy), `requests` the addresses that it
    asked for beyond itself, `accessible` the role and name of each thing that a screen reader meets.
    """

    dom: str
    picture: bytes
    errors: tuple[str, ...]
    requests: tuple[str, ...]
    accessible: tuple[tuple[str, str], ...]


def chromium_page(html: str, width: int = 1000, height: int = 1400) -> WebPage:
    """Return a page as Chromium shows it in a window of the given size, in CSS pixels."""
    program = require("chromium")
    with tempfile.TemporaryDirectory() as folder, running_browser(program) as browser:
        source = Path(folder) / "page.html"
        source.write_text(html, encoding="utf-8")
        _open(browser, source.as_uri(), width, height)
        dom = browser.call("Runtime.evaluate", expression="document.documentElement.outerHTML")
        picture = browser.call("Page.captureScreenshot", captureBeyondViewport=True)
        accessible = browser.call("Accessibility.getFullAXTree")
        return WebPage(
            dom=dom["result"]["value"],
            picture=base64.b64decode(picture["data"]),
            errors=tuple(filter(None, map(_error, browser.events))),
            requests=tuple(_requests(browser.events, source.as_uri())),
            accessible=tuple(_accessible(accessible["nodes"])),
        )


def chromium_dump(html: str) -> str:
    """Return the HTML of a page after its scripts have run."""
    return chromium_page(html).dom


def chromium_picture(html: str, width: int = 1000, height: int = 1400) -> bytes:
    """Return a PNG of a page."""
    return chromium_page(html, width, height).picture


def chromium_errors(html: str) -> list[str]:
    """Return what the console of the browser reports as wrong with a page."""
    return list(chromium_page(html).errors)


def chromium_accessibility(html: str) -> list[tuple[str, str]]:
    """Return the role and name of each thing that a screen reader meets on a page, in reading order."""
    return list(chromium_page(html).accessible)


def _open(browser: Browser, address: str, width: int, height: int) -> None:
    """Load a page in a new tab, and wait until it stands with its pictures and scripts."""
    target = browser.call("Target.createTarget", url="about:blank")
    attached = browser.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
    browser.session = attached["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
        browser.call(f"{domain}.enable")
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
    )
    browser.events.clear()
    browser.call("Page.navigate", url=address)
    browser.wait_for("Page.loadEventFired")


def _error(event: Message) -> str:
    """Return the words of an event that reports something wrong, or an empty string."""
    said = event["params"]
    match event["method"]:
        case "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            return str(details.get("exception", {}).get("description", details["text"]))
        case "Runtime.consoleAPICalled" if said["type"] == "error":
            return " ".join(str(argument.get("value", argument["type"])) for argument in said["args"])
        case "Log.entryAdded" if said["entry"]["level"] == "error":
            return f"{said['entry']['text']} {said['entry'].get('url', '')}".rstrip()
    return ""


def _requests(events: list[Message], page: str) -> list[str]:
    """Return the addresses that a page asked for, without its own and what it carries inside itself."""
    sent = (event for event in events if event["method"] == "Network.requestWillBeSent")
    addresses = (str(event["params"]["request"]["url"]) for event in sent)
    return [address for address in addresses if address != page and not address.startswith("data:")]


def _accessible(nodes: list[Message]) -> Iterator[tuple[str, str]]:
    """Return role and name of the nodes that a screen reader is told of, in reading order."""
    by_id = {node["nodeId"]: node for node in nodes}
    stack = [node for node in nodes if "parentId" not in node]
    while stack:
        node = stack.pop()
        stack.extend(by_id[child] for child in reversed(node["childIds"]) if child in by_id)
        # The boxes of a line repeat the text that they are cut from.
        if not node["ignored"] and node["role"]["value"] != "InlineTextBox":
            yield node["role"]["value"], node.get("name", {}).get("value", "")
