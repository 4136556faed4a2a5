"""The command `serve`: thin, the page is in `communique.web`."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from pathlib import Path

import click

from communique.commands import common, output

SHORTEST = 16  # characters of a token


def register(group: click.Group) -> None:
    """Put the command on the program."""
    group.add_command(serve)


@click.command()
@common.ARCHIVE
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 is any that is free."
)
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="COMMUNIQUE_TOKEN",
    help="What visitors must show; made and printed where others than this machine can connect. Better given as "
    "COMMUNIQUE_TOKEN in the environment, which other users of the machine can't see.",
)
def serve(archive: Path, host: str, port: int, token: str | None) -> None:
    """Show an archive as web pages, until it is stopped (Ctrl-C).

    Articles with their marks, actors, pairs, search, and a page to add texts; the same as JSON under /api. Other
    commands may add meanwhile. Only this machine can connect, unless --host names another address: then visitors need
    the token that is printed.

    \b
    Examples:
      communique serve --archive news.db
      communique serve --archive news.db --port 9000
      COMMUNIQUE_TOKEN=... communique serve --archive news.db --host 192.0.2.7
    """
    try:
        import python_multipart  # noqa: F401  for uploads
        import uvicorn

        from communique.web.app import make
    except ImportError as error:
        output.fail(f"this needs {error.name}: pip install 'communique[web]'")
    with common.opened(archive):  # says what is wrong with it before anything listens
        pass
    if token is not None and len(token) < SHORTEST:
        raise click.BadParameter(f"a token has {SHORTEST} characters or more", param_hint="--token")
    listener = _listen(host, port)
    bound = ip_address(listener.getsockname()[0].partition("%")[0])
    alone = bound.is_loopback
    if not alone and token is None:
        import secrets

        token = secrets.token_urlsafe(24)
    where = f"[{bound}]" if bound.version == 6 else str(bound)
    address = f"http://{where}:{listener.getsockname()[1]}/"
    click.echo(f"{archive}: {address}{f'?token={token}' if token else ''} (Ctrl-C ends it)")
    page = make(archive, names=_names(host, alone=alone), numbers=not alone, token=token)
    config = uvicorn.Config(
        page, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off",
        ws="none", limit_concurrency=200,
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket at the first address that the host has."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family)
    except (OSError, UnicodeError) as error:
        output.fail(f"can't listen on {host}, port {port}: {getattr(error, 'strerror', None) or error}")


def _names(host: str, *, alone: bool) -> frozenset[str]:
    """The names under which the page may be asked for; any other in Host is a foreign page's trick."""
    from communique.web.guard import LOOPBACK

    return LOOPBACK if alone else LOOPBACK | {n.lower() for n in (host, socket.gethostname(), socket.getfqdn())}
