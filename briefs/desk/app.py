"""The application of the desk: which function answers which address."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import anyio
from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from briefs.desk import reading, saving
from briefs.desk.state import State
from briefs.desk.views import Views
from briefs.desk.words import Words

Handler = Callable[..., Response]

STATIC = Path(__file__).parent / "static"
LANGUAGE = "briefs-desk-language"  # a cookie
TICK = 0.05  # seconds between two looks at whether something has changed
SILENCE = 200  # ticks after which a stream says that it is still there

# What shows something: it takes the views of this moment and the parts of the address.
SHOWN: Mapping[str, Handler] = {
    "/": reading.briefs,
    "/brief/{brief}/{edition}": reading.brief,
    "/page/{brief}/{edition}": reading.page,
    "/item/{address:path}": reading.item,
    "/sources": reading.sources,
    "/source/{article}": reading.source,
    "/work": reading.work,
    "/work/{name}": reading.work_list,
    "/word": reading.word,
    "/document/{path:path}": reading.document,
    "/picture/{path:path}": reading.picture,
    "/states/{brief}": reading.states,
}
# What changes something: it takes the views and what was sent, which is of the model.
CHANGED: Mapping[str, tuple[type[BaseModel], Handler]] = {
    "/try": (saving.Form, saving.try_form),
    "/save": (saving.Form, saving.save_form),
    "/show": (saving.Shown, saving.show),
    "/leave-out": (saving.LeftOut, saving.leave_out),
    "/reviewed": (saving.Reviewed, saving.reviewed),
    "/undo": (saving.Nothing, saving.undo),
    "/take": (saving.Taken, saving.take),
}
# What takes a file: its bytes, and the words of the query.
UPLOADED: Mapping[str, Handler] = {"/word": saving.read_word, "/new-source": saving.new_source}


def application(state: State) -> Starlette:
    """Return the application of a project, without what guards it."""

    async def events(request: Request) -> Response:
        return StreamingResponse(changes(state, request), media_type="text/event-stream")

    async def choose_language(request: Request) -> Response:
        answer = Response(status_code=204)
        code = Words(request.path_params["code"]).language
        answer.set_cookie(LANGUAGE, code, httponly=True, samesite="strict")
        return answer

    post: Any = {"methods": ["POST"]}
    make = partial(endpoint, state)
    return Starlette(
        routes=[
            *(Route(path, make(one)) for path, one in SHOWN.items()),
            *(Route(path, make(one, kind), **post) for path, (kind, one) in CHANGED.items()),
            *(Route(path, make(one, None, True), **post) for path, one in UPLOADED.items()),
            Route("/language/{code}", choose_language, **post),
            Route("/events", events),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
    )


def endpoint(
    state: State, handler: Handler, model: type[BaseModel] | None = None, takes_file: bool = False
) -> Callable[[Request], Any]:
    """Return what answers a request by a function: with JSON of a model, or a file, or neither."""

    def call(request: Request, arguments: tuple[Any, ...]) -> Response:
        words = Words(request.cookies.get(LANGUAGE, state.places.language))
        number = request.query_params.get("page", "")
        with state.lock:  # one at a time: the state is that of one person
            views = Views(state, state.now(), words, int(number) if number.isdecimal() else 1)
            return handler(views, *arguments, **request.path_params)

    async def answer(request: Request) -> Response:
        arguments: tuple[Any, ...] = ()
        if takes_file:
            arguments = (await request.body(), dict(request.query_params))
        elif model:
            try:
                arguments = (model.model_validate_json(await request.body()),)
            except ValidationError:
                return Response("this is not what the desk's own page sends\n", 400)
        return await run_in_threadpool(call, request, arguments)

    return answer


async def changes(state: State, request: Request) -> AsyncIterator[str]:
    """Yield what has changed as it changes (server-sent events), until the page is closed."""
    told, silent = "", 0
    while not state.ending and not await request.is_disconnected():
        now = json.dumps(state.status)
        silent = 0 if now != told else silent + 1
        if now != told:
            told = now
            yield f"data: {now}\n\n"
        elif silent == SILENCE:
            silent = 0
            yield ": still here\n\n"
        await anyio.sleep(TICK)
