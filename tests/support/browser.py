"""Drives Debian's headless Chromium by its DevTools protocol over two pipes, without a library."""

import base64
import fcntl
import json
import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
    *("--no-first-run", "--disable-extensions", "--disable-component-update", "--hide-scrollbars"),
    *(
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        "--force-prefers-no-reduced-motion",
    ),
)
KEYS: Mapping[str, tuple[int, str]] = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "ArrowLeft": (37, ""),
}
SHIFT = 8  # of the modifiers of a key event


class Browser:
    """A headless browser with one page; `requests` has each address that the page asked for."""

    def __init__(self, profile: Path) -> None:
        child_reads, self.to_child = os.pipe()
        self.from_child, child_writes = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (child_reads, child_writes)]

        def take_pipes() -> None:
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen(
            [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=take_pipes,  # noqa: PLW1509  (the protocol wants descriptors 3 and 4)
            close_fds=False,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (child_reads, child_writes, *ends):
            os.close(end)
        self.buffer = b""
        self.count = 0
        self.session = ""
        self.requests: list[str] = []
        self.loaded = False
        targets = self.send("Target.getTargets")["targetInfos"]
        target = next(one["targetId"] for one in targets if one["type"] == "page")
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.send(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.to_child)
        os.close(self.from_child)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; RuntimeError where the browser refuses it."""
        self.count += 1
        message: dict[str, Any] = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_child, data) :]
        while True:
            answer = self.receive()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def receive(self) -> dict[str, Any]:
        """Return the next message of the browser, and note what its events say."""
        while b"\0" not in self.buffer:
            part = os.read(self.from_child, 1 << 20)
            if not part:
                raise RuntimeError("the browser has stopped")
            self.buffer += part
        text, _, self.buffer = self.buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        elif message.get("method") == "Page.loadEventFired":
            self.loaded = True
        return message

    def open(self, page: Path) -> None:
        """Open a page and wait until it has loaded, with its fonts."""
        self.loaded, self.requests = False, []
        self.send("Page.navigate", url=page.resolve().as_uri())
        while not self.loaded:
            self.receive()
        self.evaluate("document.fonts.ready.then(() => true)")

    def view(self, width: int, scheme: str = "light", height: int = 800) -> None:
        """Give the page a width in CSS pixels and a colour scheme."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", features=features)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression; of a promise, what it resolves to."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:1000])
        return answer["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release a key."""
        code, text = KEYS[key]
        event = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        event["modifiers"] = SHIFT if shift else 0
        down = {**event, "text": text} if text else event
        self.send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **down)
        self.send("Input.dispatchKeyEvent", type="keyUp", **event)

    def picture(self) -> bytes:
        """Return the window as PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])
