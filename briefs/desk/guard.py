"""Refuses every request that does not come from the page of the desk itself, and states its policy.

The desk answers on the loopback address only. Another page in the same browser may still send
requests there (cross-site request forgery), also under a name of its own that leads there (DNS
rebinding); other users of the machine may connect. So the host and the origin of a request must be
the desk's own, and it must know a token, which the address that the desk prints has.
"""

import hmac
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefs.limits import LARGEST_PDF

LARGEST_BODY = LARGEST_PDF + 1_000_000  # bytes of a request: a source that is uploaded
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "form-action 'self'; base-uri 'none'"
)
# The page of an edition has its style sheet and its fonts inside, as its file has.
PAGE_POLICY = POLICY.replace("style-src 'self'", "style-src 'unsafe-inline'").replace(
    "font-src 'self'", "font-src data:"
)
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
BODY_TYPES = ("application/json", "application/octet-stream")  # no form of another page sends these


class Guard:
    """An ASGI application around another, which gets the requests of the desk's own page only."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self.app, self.token = app, token
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"briefs-desk-{port}"  # cookies are shared by all ports of a host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sending = with_headers(send)
        given = QueryParams(scope["query_string"]).get("token", "")
        if not self.is_own(scope["method"], headers):
            await refusal(403, "not the desk's own page")(scope, receive, sending)
        elif scope["path"] == "/" and hmac.compare_digest(given.encode(), self.token.encode()):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
            await answer(scope, receive, sending)
        elif not hmac.compare_digest(self.token_of(headers).encode(), self.token.encode()):
            message = "open the desk by the address that it printed: it has a token"
            await refusal(403, message)(scope, receive, sending)
        elif body_size(scope["method"], headers) > LARGEST_BODY:
            await refusal(413, "this file is too large")(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)

    def is_own(self, method: str, headers: Headers) -> bool:
        """Return whether a request is for the desk and, where it may change anything, from it."""
        host = headers.get("host", "")
        if host not in self.hosts:
            return False
        if method in ("GET", "HEAD"):
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        kind = headers.get("content-type", "").partition(";")[0]
        return headers.get("origin") == f"http://{host}" and kind in BODY_TYPES

    def token_of(self, headers: Headers) -> str:
        """Return the token in the cookie of a request; empty where it has none."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except Exception:  # a cookie of another program on this host that cannot be read
            return ""
        return found.value if found else ""


def body_size(method: str, headers: Headers) -> int:
    """Return the size that a request states for its body; too large a one where it states none."""
    if method in ("GET", "HEAD"):
        return 0
    stated = headers.get("content-length", "")
    return int(stated) if stated.isdecimal() and len(stated) < 12 else LARGEST_BODY + 1


def refusal(status: int, message: str) -> PlainTextResponse:
    """Return the answer to a request that is refused."""
    return PlainTextResponse(f"{message}\n", status)


def with_headers(send: Send) -> Send:
    """Return a function that sends an answer with the policy, unless the answer has its own."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
