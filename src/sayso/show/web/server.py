"""The server under the app: uvicorn, on an address that is bound before anybody is told of it."""

from __future__ import annotations

from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from sayso.errors import ServeError

GRACE_S = 2
"""How long requests under way may take when the server is told to end."""


class Server:
    """The app on an address, which is ours once this object is made.

    :raises ServeError: the address is taken, or not one of this machine.
    """

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        try:
            self._socket = self._config.bind_socket()
            self._socket.listen()  # whoever comes before we serve is let wait, and not turned away
        except SystemExit as error:  # uvicorn has said which error it was
            raise ServeError(
                f"cannot listen on {host}, port {port}: choose another --port (0 takes any that "
                "is free), or look whether Sayso runs there already"
            ) from error
        name = f"[{host}]" if ":" in host else host
        self.address = f"http://{name}:{self._socket.getsockname()[1]}"

    def run(self) -> None:
        """Serve until Ctrl-C, or until the process is told to end."""
        with suppress(KeyboardInterrupt):
            uvicorn.Server(self._config).run(sockets=[self._socket])
