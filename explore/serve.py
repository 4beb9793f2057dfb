"""The web server of `dateline explore`, for this machine alone."""

import socket

import uvicorn

from explore.app import explore_app
from explore.store import Store
from warehouse.errors import DatelineError

HOST = "127.0.0.1"


def bound_socket(port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes a free one. Raises DatelineError where the port is taken."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except (OSError, OverflowError) as error:
        made.close()
        raise DatelineError(f"Port {port} cannot be used ({error})", "Give another one with --port") from error
    return made


def serve(store: Store, listening: socket.socket) -> None:
    """Answer until the process is told to end."""
    config = uvicorn.Config(explore_app(store), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
