"""Nothing but the desk's own page, opened by the address with the token, gets an answer."""

import http.client
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from briefs.desk.guard import LARGEST_BODY
from tests.support.desks import Desk

ARTICLE = "content/articles/example.yaml"
SAVE = json.dumps({
    "address": "articles/example/positions/no-centre",
    "shown": {},
    "values": {"text/en": "Norway said no."},
})  # fmt: skip
CHANGING = ["/save", "/try", "/show", "/leave-out", "/reviewed", "/undo", "/take", "/word",
            "/new-source", "/language/ar"]  # fmt: skip


def cookie_of(desk: Desk) -> str:
    """Return the cookie that the address with the token gives."""
    status, headers, _ = ask(desk, "GET", desk.url.removeprefix(desk.origin), Cookie="")
    assert status == 303
    return headers["set-cookie"].split(";")[0]


def ask(
    desk: Desk, method: str, path: str, body: str | bytes = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Send a request as the desk's own page does, but for the headers that are given."""
    own = {"Origin": desk.origin, "Content-Type": "application/json"} if method == "POST" else {}
    if "Cookie" not in headers:
        own["Cookie"] = cookie_of(desk)
    connection = http.client.HTTPConnection(urlsplit(desk.url).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, own | named)
    answer = connection.getresponse()
    found = {name.lower(): value for name, value in answer.getheaders()}
    data = answer.read()
    connection.close()
    return answer.status, found, data


def test_the_own_page_is_answered(idle: Desk) -> None:
    status, headers, data = ask(idle, "GET", "/")
    assert status == 200
    assert b"<h1>Briefs</h1>" in data
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["/", "/work", "/static/desk.js", "/page/country-no/en", "/events"]
)
@pytest.mark.parametrize(
    "headers",
    [{"Cookie": ""}, {"Cookie": "briefs-desk-1=x"}, {"Cookie": "\x01=;;="},
     {"Host": "evil.example"}, {"Host": "127.0.0.1"},
     {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}],
)  # fmt: skip
def test_nobody_else_may_read(idle: Desk, path: str, headers: dict[str, str]) -> None:
    assert ask(idle, "GET", path, **headers)[0] == 403


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize(
    "headers",
    [{"Cookie": ""}, {"Origin": "http://evil.example"}, {"Origin": "null"},
     {"Host": "evil.example"}, {"Content_Type": "text/plain"},
     {"Content_Type": "application/x-www-form-urlencoded"},
     {"Content_Type": "multipart/form-data"}],
)  # fmt: skip
def test_nobody_else_may_change_anything(idle: Desk, path: str, headers: dict[str, str]) -> None:
    before = idle.read(ARTICLE)
    assert ask(idle, "POST", path, SAVE, **headers)[0] == 403
    assert idle.read(ARTICLE) == before


def test_a_request_without_origin_may_not_change_anything(idle: Desk) -> None:
    cookie = cookie_of(idle)
    connection = http.client.HTTPConnection(urlsplit(idle.url).netloc, timeout=20)
    headers = {"Cookie": cookie, "Content-Type": "application/json"}
    connection.request("POST", "/save", SAVE, headers)
    assert connection.getresponse().status == 403
    connection.close()


def test_a_wrong_token_opens_nothing(idle: Desk) -> None:
    assert ask(idle, "GET", "/?token=wrong", Cookie="")[0] == 403
    assert ask(idle, "GET", "/?token=", Cookie="")[0] == 403


def test_the_cookie_is_for_this_desk_and_no_script(idle: Desk) -> None:
    _, headers, _ = ask(idle, "GET", idle.url.removeprefix(idle.origin), Cookie="")
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(
    "path",
    ["/document/../briefs.yaml", "/document/%2e%2e/briefs.yaml", "/document//etc/passwd",
     "/document/manifest.json", "/static/../app.py", "/static/%2e%2e/app.py",
     "/item/articles/../../x", "/item/articles/none/positions/x", "/brief/none/en",
     "/brief/country-no/xx", "/page/none/en", "/source/none", "/source/..%2f..%2fbriefs"],
)  # fmt: skip
def test_what_is_not_of_the_project_is_not_shown(idle: Desk, path: str) -> None:
    assert ask(idle, "GET", path)[0] in (403, 404)


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "[]", "3", '"x"', "{}", '{"address": 3, "values": []}',
     '{"address": "articles/example/positions/none", "values": {"text/en": null}}',
     '{"address": "articles/example/positions/none", "shown": {}, "values": {"at": "x"}}',
     '{"paths": 3, "key": {}}', '{"article": "example", "paragraph": 99, "why": "none"}',
     '{"brief": [], "reference": {}, "shown": 1}', "[" * 100_000,
     '{"address": "\\ud800", "shown": {}, "values": {"text/en": "\\ud800"}}'],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/save", "/try", "/show", "/leave-out", "/reviewed", "/take"])
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    idle: Desk, path: str, body: str
) -> None:
    assert ask(idle, "POST", path, body)[0] < 500


def test_too_large_a_file_is_refused(idle: Desk) -> None:
    cookie = cookie_of(idle)
    connection = http.client.HTTPConnection(urlsplit(idle.url).netloc, timeout=60)
    headers = {
        "Cookie": cookie,
        "Origin": idle.origin,
        "Content-Type": "application/octet-stream",
    }
    try:
        connection.request("POST", "/word?name=x.docx", b"x" * (LARGEST_BODY + 1), headers)
        status = connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        status = 413  # the desk has ended the connection before all was sent
    finally:
        connection.close()
    assert status == 413


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x00" * 1000])
def test_a_file_that_is_no_word_document_is_a_problem(idle: Desk, data: bytes) -> None:
    kind = "application/octet-stream"
    status, _, answer = ask(idle, "POST", "/word?name=..%2Fx.docx", data, Content_Type=kind)
    assert status == 200
    assert b'class="error"' in answer


def test_a_source_is_written_over_nothing(idle: Desk) -> None:
    kind, before = "application/octet-stream", idle.read(ARTICLE)
    for name in ("example", "../example", "EXAMPLE", "a b"):
        path = f"/new-source?name=x.txt&id={name.replace(' ', '%20')}&language=en"
        status, _, _ = ask(idle, "POST", path, b"Some words.\nMore words.\n", Content_Type=kind)
        assert status == 409
    assert idle.read(ARTICLE) == before
    assert [path.name for path in (idle.folder / "content/articles").iterdir()] == ["example.yaml"]


@pytest.fixture
def foreign() -> Iterator[str]:
    """The address of a page of another origin on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>x</title>")

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


TRY_ALL = """async ([origin, body]) => {
  const answers = [];
  for (const type of ["application/json", "text/plain"]) for (const mode of ["cors", "no-cors"]) {
    const headers = {"content-type": type};
    const options = {method: "POST", body, mode, credentials: "include", headers};
    const asked = fetch(origin + "/save", options);
    answers.push(await asked.then((a) => a.type + a.status, () => "failed"));
  }
  const frame = document.createElement("iframe");
  frame.src = origin + "/";
  document.body.append(frame);
  await new Promise((done) => setTimeout(done, 500));
  const form = document.createElement("form");
  const sent = {method: "POST", action: origin + "/undo", enctype: "text/plain", target: "x"};
  Object.assign(form, sent);
  document.body.append(form);
  return answers;
}"""


def test_a_page_of_another_origin_changes_nothing(
    page: Page, context: BrowserContext, desk: Desk, foreign: str
) -> None:
    before = desk.read(ARTICLE)
    expect(page.locator("h1")).to_have_text("Briefs")  # the browser has the cookie
    other = context.new_page()
    other.goto(foreign)
    answers = other.evaluate(TRY_ALL, [desk.origin, SAVE])
    assert set(answers) <= {"failed", "opaque0"}
    assert desk.read(ARTICLE) == before
    frame = other.frames[-1]
    assert "Norway" not in frame.content()


def test_a_hostile_source_runs_nothing_in_the_desk(page: Page, desk: Desk) -> None:
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    (desk.folder / "sources/example.txt").write_text(
        f"Riverside Courier {hostile}\n" * 11, encoding="utf-8"
    )
    desk.replace(ARTICLE, "A joint centre on the river", f"A centre {hostile.replace(chr(34), '')}")
    page.goto(f"{desk.origin}/source/example")
    expect(page.locator(".paragraph").first).to_contain_text("onerror")
    assert page.locator("main img, main script").count() == 0
    assert page.title().startswith("A centre <img")
