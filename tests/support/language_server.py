"""A client of yaml-language-server, with which VS Code and others check YAML as one types."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any, Self

from tests.support.paths import ROOT

SERVER = ROOT / "tests/tools/node_modules/yaml-language-server/out/server/src/server.js"
# The server ends where it tries to fetch something.
NO_NETWORK = (
    "data:text/javascript,import net from 'node:net';"
    "net.Socket.prototype.connect=()=>process.exit(99)"
)
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "completion": True, "hover": True}}
SECONDS = 20
Message = dict[str, Any]


class LanguageServer:
    """A running server; the Language Server Protocol over its standard input and output."""

    def __init__(self, root: Path) -> None:
        command = ["node", "--import", NO_NETWORK, str(SERVER), "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin
        assert self.process.stdout
        self.input: IO[bytes] = self.process.stdin
        self.messages: Queue[Message] = Queue()
        self.diagnostics: dict[str, list[Message]] = {}
        self.sent = self.opened = 0
        self.reader = Thread(target=self.read, args=(self.process.stdout,), daemon=True)
        self.reader.start()
        capabilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        start = {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities}
        self.ask("initialize", start)
        self.tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.reader.join()
        self.process.communicate()

    def read(self, stream: IO[bytes]) -> None:
        """Put every message of the server into the queue."""
        length = 0
        while line := stream.readline():
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
            elif not line.strip():
                self.messages.put(json.loads(stream.read(length)))

    def send(self, message: Message) -> None:
        """Send a message to the server."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.input.flush()

    def tell(self, method: str, params: Message) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Message) -> Any:
        """Return the server's answer to a request."""
        self.sent += 1
        self.send({"id": self.sent, "method": method, "params": params})
        while True:
            message = self.next_message()
            if message.get("id") == self.sent and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def next_message(self) -> Message:
        """Return the next message; diagnostics are kept, and requests of the server answered."""
        message = self.messages.get(timeout=SECONDS)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            items = message["params"].get("items", [])  # of workspace/configuration
            result = [SETTINGS.get(item["section"], {}) for item in items]
            self.send({"id": message["id"], "result": result})
        return message

    def open(self, folder: Path, text: str) -> "Document":
        """Open a new file in a folder, which is not written, with a text."""
        self.opened += 1
        uri = (folder / f"opened-{self.opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return Document(self, uri, text)


@dataclass(frozen=True)
class Document:
    """A file that is open in the server."""

    server: LanguageServer
    uri: str
    text: str

    def underlined(self) -> list[tuple[str, str]]:
        """Return what the server underlines: the text of its first line, and the message."""
        while self.uri not in self.server.diagnostics:
            self.server.next_message()
        lines = self.text.split("\n")
        found = []
        for one in self.server.diagnostics[self.uri]:
            start, end = one["range"]["start"], one["range"]["end"]
            last = end["character"] if end["line"] == start["line"] else None
            found.append((lines[start["line"]][start["character"] : last], one["message"]))
        return found

    def ask_after(self, passage: str, method: str) -> Any:
        """Return the answer to a request about the place where a passage ends."""
        before = self.text[: self.text.index(passage) + len(passage)]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        params = {"textDocument": {"uri": self.uri}, "position": place}
        return self.server.ask(f"textDocument/{method}", params)

    def completed(self, passage: str) -> dict[str, Any]:
        """Return what the server offers after a passage: the words with their explanations."""
        items = self.ask_after(passage, "completion")["items"]
        return {item["label"]: item.get("documentation") for item in items}

    def explained(self, passage: str) -> str:
        """Return what the server says of the word at the end of a passage, in Markdown."""
        return str(self.ask_after(passage, "hover")["contents"]["value"])
