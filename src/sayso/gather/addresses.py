"""Which addresses of the net may be reached.

A page's address is an input somebody else may have written (a redirect, a DNS record).  Without
this check it could lead to a printer, a router, or the metadata service of a cloud machine.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeAlias

from sayso.errors import FetchError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one carries: mapped, 6to4, Teredo, NAT64."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open net.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("8.8.8.8", "10.0.0.1", "169.254.169.254")]
    [True, False, False]
    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _look_up(host: str, port: int, timeout_s: float) -> Sequence[tuple[Any, ...]]:
    """What the system says of a name, in its own thread: ``getaddrinfo`` knows no time-out.

    The thread is a daemon, so that one which waits for a dead DNS holds up nobody at the end.
    """
    answer: Future[Sequence[tuple[Any, ...]]] = Future()

    def ask() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError, OverflowError) as error:  # raised in the thread that waits
            answer.set_exception(error)

    Thread(target=ask, name="sayso-dns", daemon=True).start()
    return answer.result(max(timeout_s, 0.0))


def resolve(host: str, port: int, *, allow_private: bool, timeout_s: float) -> list[Address]:
    """The addresses of a host, checked.  One that is not public condemns the host.

    Raises :class:`FetchError` where the name is unknown, may not be reached, or is not resolved
    within ``timeout_s`` seconds.  The caller connects to what comes back and never asks the DNS
    again: the answer could have changed.
    """
    try:
        answers = _look_up(host, port, timeout_s)
    except TimeoutError as error:
        raise FetchError(f"{host}: this name was not resolved in time; try again.") from error
    except (OSError, ValueError, OverflowError) as error:
        raise FetchError(f"{host}: this name cannot be resolved ({error}).") from error
    found: list[Address] = []
    for answer in answers:
        address = ipaddress.ip_address(str(answer[4][0]).partition("%")[0])
        if not allow_private and not is_public(address):
            raise FetchError(
                f"{host} is at {address}, which is not on the open net; Sayso does not go there "
                "unless told to (--allow-private)."
            )
        if address not in found:
            found.append(address)
    if not found:
        raise FetchError(f"{host}: this name has no address.")
    return found
