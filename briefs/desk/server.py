"""Serves the desk of a project on the loopback address, until Ctrl-C."""

import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import uvicorn
import watchfiles

from briefs.desk.app import application
from briefs.desk.guard import Guard
from briefs.desk.state import Places, State, text_of
from briefs.files import PROJECT_FILE

LOOPBACK = "127.0.0.1"
MILLISECONDS = 100  # between two looks at the project file


Ready = Callable[[str, Callable[[], None]], None]


def serve(places: Places, port: int, builds: bool, ready: Ready) -> None:
    """Serve the desk on a port (0: any that is free) until Ctrl-C.

    `ready` is called with its address, which has a token, and with a function that ends it;
    `builds` starts a process that builds what is saved. OSError where the port is taken.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        listening.listen()  # from now on a browser may ask, and is answered when all is ready
        state, stop = State(places), Event()
        number, token = listening.getsockname()[1], secrets.token_urlsafe(24)
        guarded = Guard(application(state), number, token)
        config = uvicorn.Config(guarded, log_level="error", timeout_graceful_shutdown=1)
        if builds:
            places.output.mkdir(parents=True, exist_ok=True)  # to be watched from the start
            state.builder.start()
        watcher = Thread(target=watch, args=(state, stop), daemon=True)
        watcher.start()
        server = Server(config, state)
        ready(f"http://{LOOPBACK}:{number}/?token={token}", server.end)
        try:
            with suppress(KeyboardInterrupt):
                server.run(sockets=[listening])
        finally:
            stop.set()
            state.builder.stop()
            watcher.join()


class Server(uvicorn.Server):
    """A server that ends the streams of events before it waits for open requests."""

    def __init__(self, config: uvicorn.Config, state: State) -> None:
        super().__init__(config)
        self.state = state

    def end(self) -> None:
        """End the streams, and then the server."""
        self.state.ending = self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End at a signal."""
        self.state.ending = True
        super().handle_exit(sig, frame)


def watch(state: State, stop: Event) -> None:
    """Count the changes of inputs and of the output, until `stop` is set."""
    places = state.places
    folders = [places.content, places.templates, places.sources, places.output]
    output, project = places.output.resolve(), places.folders.root / PROJECT_FILE
    seen = text_of(project)
    for changed in watchfiles.watch(
        *filter(Path.is_dir, folders),
        debounce=50,
        step=20,
        stop_event=stop,
        rust_timeout=MILLISECONDS,
        yield_on_timeout=True,
    ):
        paths = [Path(path) for _, path in changed]
        inside = [path.resolve().is_relative_to(output) for path in paths]
        state.built += any(inside)
        now = text_of(project)
        state.version += not all(inside) or now != seen
        seen = now
