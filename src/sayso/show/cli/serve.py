"""``sayso serve``: the ledger as pages in a browser."""

from __future__ import annotations

import secrets
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from sayso.errors import ServeError
from sayso.show.cli.options import ledger_option
from sayso.show.cli.talk import say

PORT = 7297
"""S-A-Y-S on the keys of a telephone, so that a bookmark holds."""
NEEDED = ("jinja2", "python_multipart", "starlette", "uvicorn")


@click.command("serve")
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0: any."
)
@click.option(
    "--token",
    envvar="SAYSO_TOKEN",
    show_envvar=True,
    help="What a browser has to bring.  [default: none on this machine, else one is made]",
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
def command(ledger: Path, host: str, port: int, token: str | None, no_open: bool) -> None:
    """Show the ledger as pages in a browser, until Ctrl-C.

    Only this machine can reach them, unless --host says otherwise; then a token is needed.
    """
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise ServeError(
            f"the pages need packages that are not installed ({', '.join(missing)}). "
            "Install them with: pip install 'sayso[web]'"
        )
    from sayso.show.web.app import create_app
    from sayso.show.web.security import LOOPBACK, is_loopback
    from sayso.show.web.server import Server

    if not is_loopback(host):
        token = token or secrets.token_urlsafe(24)
    hosts = None if token else LOOPBACK | {host}
    server = Server(create_app(ledger, hosts=hosts, token=token), host, port)
    address = f"{server.address}/" + (f"?token={token}" if token else "")
    say(f"{ledger} is at {address}  (Ctrl-C ends it)")
    if not no_open:
        webbrowser.open(address)
    server.run()
