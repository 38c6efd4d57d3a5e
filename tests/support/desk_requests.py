"""Hostile requests to the desk, for fuzzing: bytes as requests, sent to its application in process.

An input is a byte of flags, and up to three requests between lines of `SEPARATOR`: a line with
method and address, lines of headers, an empty line, and the body.
"""

import asyncio
import json
import mimetypes
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

import babel

from briefs import api
from briefs.cli import main
from briefs.content import Memory
from briefs.content.yaml_reader import parse_yaml
from briefs.desk import Places, app
from briefs.desk.guard import Guard
from briefs.desk.state import State
from briefs.files import packaged_folder, project_folders, user_cache
from tests.support.paths import ROOT

SEPARATOR = b"\n%%\n"
TOKEN, WITH_TOKEN, OWN = "a-token-that-nobody-guesses", 1, 2
HOST = "127.0.0.1:8000"
SECRET = "what stands beside the project"
ARTICLE = "content/articles/example.yaml"
MOST = 3  # requests of one input
HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\x80-\xff\t]*)")
REQUEST = re.compile(rb"([A-Z]{1,10}) ([\x21-\x7e]+)")  # other lines no server hands on
# What a person has made of the article, by flags: nothing, and three files of wrong form.
SPOILT: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("left_out:", "left_out: 3\nleft_in:"),
    ("positions:", "positions: {a: b}\nothers:"),
    ("experts:", "experts: [1, [2], {id: [x]}]\nleft_out: [1, {at: x}, {why: [1]}]\nothers:"),
)
Answer = tuple[int, bytes]


class Watched:
    """The project of a desk: what is opened outside it, and what has changed in it."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix="briefs-fuzz-")  # until the process ends
        self.around = Path(self.folder.name)
        self.root = self.around / "river"
        assert main(["new", "dossier", str(self.root)]) == 0
        (self.around / "secret.txt").write_text(SECRET)
        (self.around / "secret.yaml").write_text(f"id: {SECRET}")
        self.files = self.now(self.around)
        folders = project_folders(self.root)
        own = (folders.content, folders.templates, folders.sources, folders.output)
        self.places = Places(folders, *own, "en")
        self.first = State(self.places)
        self.first.now()
        self.allowed = [
            *(self.root, packaged_folder("templates"), packaged_folder("fonts"), ROOT / "briefs"),
            *map(Path, (sys.prefix, sys.base_prefix, "/dev", "/proc", *mimetypes.knownfiles)),
            Path(babel.__file__).parents[1],  # the packages, which may be in another place
            user_cache(),
        ]
        self.watching = False
        self.outside: list[str] = []
        sys.addaudithook(self.look)

    def look(self, event: str, values: tuple[Any, ...]) -> None:
        """Note what is opened, made or deleted outside the project while a request is answered."""
        if not self.watching or event not in ("open", "os.remove", "os.rename", "os.mkdir"):
            return
        for path in values[: 1 + (event == "os.rename")]:
            if isinstance(path, str | bytes | Path):
                full = Path(os.path.abspath(os.fsdecode(path)))
                if not any(full.is_relative_to(one) for one in self.allowed):
                    self.outside.append(f"{event} {full}")

    def now(self, folder: Path) -> dict[Path, bytes]:
        """Return the bytes of each file in a folder."""
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def restored(self) -> dict[Path, bytes]:
        """Bring every file back as it was; return those that had changed, as they were found."""
        found = self.now(self.around)
        changed = {path: data for path, data in found.items() if self.files.get(path) != data}
        for path in {*changed, *(self.files.keys() - found.keys())}:
            if path in self.files:
                path.write_bytes(self.files[path])
            else:
                path.unlink()
        assert self.files.keys() <= found.keys()
        return changed

    def spoil(self, number: int) -> None:
        """Let the article be one of those that a person may have made of it."""
        old, new = SPOILT[number]
        path = self.root / ARTICLE
        path.write_bytes(self.files[path].replace(old.encode(), new.encode(), 1))


@cache
def project() -> Watched:
    return Watched()


@cache
def thread() -> ThreadPoolExecutor:
    """Return a thread for the loop of events, since the tests of a browser have one in theirs."""
    return ThreadPoolExecutor(1)


def here(_seconds: float, _memory: int, call: Any, *words: Any) -> Any:
    """Read a source in this process: what reads it is fuzzed by itself."""
    return call(*words)


async def at_once(call: Any, *words: Any) -> Any:
    """Answer in this thread, so that each run of an input is the same."""
    return call(*words)


def desk(data: bytes) -> None:
    """Whatever is asked: no fault, nothing outside the project, and no file that cannot be read."""
    flags, text = (data[0], data[1:]) if data else (0, b"")
    watched = project()
    watched.spoil(flags >> 2 & 3)
    before = watched.now(watched.root)
    state = State(watched.places)
    state.memory, state.design = Memory(dict(watched.first.memory.known)), watched.first.design
    guarded = Guard(app.application(state), 8000, TOKEN)
    watched.outside.clear()
    token, host = TOKEN.encode() in text, HOST.encode() in text
    known = bool((flags & WITH_TOKEN or token) and (flags & OWN or host))
    try:
        for one in text.split(SEPARATOR)[:MOST]:
            if request := request_of(one, flags):
                answer_is_sound(watched, guarded, request, known)
        if not known:
            assert watched.now(watched.root) == before
    finally:
        changed = watched.restored()
    for path, found in changed.items():
        assert path.is_relative_to(watched.root), path
        if path.suffix == ".yaml" and before.get(path) != found:
            assert parse_yaml(found.decode(), path.name, "x")[0], path


def answer_is_sound(watched: Watched, guarded: Guard, request: dict[str, Any], known: bool) -> None:
    """Send a request and assert that its answer keeps the rules."""
    before = watched.now(watched.root) if request["method"] != "POST" else {}
    watched.watching = True
    try:
        with (
            patch.object(api, "in_a_worker", here),
            patch.object(app, "run_in_threadpool", at_once),
        ):
            status, body = thread().submit(lambda: asyncio.run(sent(guarded, request))).result()
    finally:
        watched.watching = False
    assert status < 500, body
    assert known or status == 403, (status, body)
    assert SECRET.encode() not in body
    assert not watched.outside, watched.outside
    assert not before or watched.now(watched.root) == before


def request_of(data: bytes, flags: int) -> dict[str, Any] | None:
    """Return bytes as an ASGI request, as uvicorn makes it; None where it hands on none."""
    head, _, body = data.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    found = REQUEST.fullmatch(first)
    if not found:
        return None
    method, target = found.groups()
    path, _, query = target.partition(b"?")
    headers = dict(own_headers(method, flags)) | {b"content-length": b"%d" % len(body)}
    for line in lines:
        if header := HEADER.fullmatch(line):
            name, value = header[1].lower(), header[2].strip()
            own = headers.get(name, b"") if name == b"cookie" else b""
            headers[name] = b"; ".join(filter(None, (own, value)))
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},  # a stream ends where nobody listens
        "http_version": "1.1",
        "method": method.decode(),
        "scheme": "http",
        "path": unquote(path.decode()),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": list(headers.items()),
        "body": body,
    }


def own_headers(method: bytes, flags: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the headers that the desk's own page sends, as far as the flags say."""
    if flags & OWN:
        yield b"host", HOST.encode()
        if method not in (b"GET", b"HEAD"):
            yield b"origin", f"http://{HOST}".encode()
            yield b"content-type", b"application/json"
    if flags & WITH_TOKEN:
        yield b"cookie", f"briefs-desk-8000={TOKEN}".encode()


async def sent(guarded: Guard, request: dict[str, Any]) -> Answer:
    """Return the status and the body of an answer."""
    received = [{"type": "http.request", "body": request.pop("body"), "more_body": False}]
    status, parts = 0, []

    async def receive() -> dict[str, Any]:
        return received.pop() if received else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    await guarded(request, receive, send)
    return status, b"".join(parts)


@cache
def desk_seeds() -> list[bytes]:
    """Return requests of every kind, and forms in which each value has another type."""
    made = [*map(get, ADDRESSES), *forms(), *several()]
    known = [bytes([WITH_TOKEN | OWN]) + one for one in made]
    spoilt = [bytes([WITH_TOKEN | OWN | n << 2]) + one for n in (1, 2, 3) for one in made[n::9]]
    return [
        *known,
        *spoilt,
        *(bytes([flags]) + one for flags in (0, OWN, WITH_TOKEN) for one in made[1::20]),
    ]


ADDRESSES = (
    f"/?token={TOKEN}",
    *(
        "/",
        "/brief/country-no/en",
        "/page/page/ar",
        "/sources",
        "/source/example",
        "/work",
        "/word",
    ),
    *("/document/page/page.en.pdf", "/document/..%2F..%2Fsecret.txt", "/static/desk.js", "/events"),
    *("/static/..%2f..%2fapp.py", "/static/%00", "/document/%00", "/item/%00", "/source/..%2fx"),
    *("/item/articles/example", "/item/articles/example/positions/no-centre"),
    *("/item/articles/example/positions/+", "/item/briefs/page/title", "/item/articles/example/0"),
)


def get(address: str) -> bytes:
    return f"GET {address}\ncookie: briefs-desk-language=ar\n\n".encode()


def post(address: str, body: object) -> bytes:
    text = json.dumps(body, ensure_ascii=False) if not isinstance(body, str) else body
    return f"POST {address}\n\n{text}".encode()


def forms() -> Iterator[bytes]:
    """Yield forms of items as the desk shows them, and with values of other types in `shown`."""
    root = project().root
    library = api.load(root)
    article = library.files[str(root / ARTICLE)].data
    lists = ("positions", "experts", "polls", "figures", "events")
    items = {
        f"articles/example/{kind}/{item['id']}": item
        for kind in lists
        for item in article[kind][:1]
    }
    items |= {"articles/example": article, "articles/example/positions/+": {}}
    for address, item in items.items():
        shown = json.loads(json.dumps(item, default=str))
        values = {
            "text/en": "Norway said no.",
            "at": "2-3, 4",
            "issued": "2024-05",
            "country": "NO",
        }
        for path in ("/save", "/try"):
            yield post(path, {"address": address, "shown": shown, "values": values})
        for key, value in shown.items():
            for other in (None, [[value]], {"en": 1}):
                data = {"address": address, "shown": shown | {key: other}, "values": values}
                yield post("/save", data)


def several() -> Iterator[bytes]:
    """Yield the other requests that change something, and some that belong together."""
    reference = "example/no-centre"
    yield post("/show", {"brief": "page", "reference": reference, "shown": True})
    yield post("/leave-out", {"article": "example", "paragraph": 2, "why": "background"})
    yield post("/reviewed", {"address": "articles/example/positions/no-centre"})
    yield SEPARATOR.join([post("/undo", {}), post("/take", {"key": "1", "paths": ["x"]})])
    shown = post("/show", {"brief": "page", "reference": reference, "shown": False})
    yield SEPARATOR.join([shown, post("/undo", {}), get("/work")])
    yield post("/new-source?name=..%2Fx.txt&id=a&language=en", "Some words.\nMore words.\n")
    yield post("/new-source?name=x.html&language=ar", "<article><p>Some words.</p></article>")
    yield post("/word?name=..%2Fx.docx", "PK")
    yield post("/language/ar", "")
    yield post("/language/%2e%2e", "")
