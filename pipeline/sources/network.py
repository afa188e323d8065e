"""Connections that go only where they may: names are resolved here, and private addresses refused unless listed.

The check is made on the address that is then connected to, so that a name cannot mean a public address when it is
looked at and a private one when it is used.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2


class AddressRefused(Exception):
    """A host has an address in a private network and is not listed as one that may."""


class GuardedTransport(httpx2.HTTPTransport):
    """HTTP over TCP connections to addresses that were looked at; `private` are the hosts that may be anywhere."""

    def __init__(self, private: Iterable[str]) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(), network_backend=_GuardedBackend(frozenset(private))
        )


class _GuardedBackend(httpcore2.SyncBackend):
    def __init__(self, private: frozenset[str]) -> None:
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        address = checked_address(host, port, self._private)
        return super().connect_tcp(address, port, timeout, local_address, socket_options)


def checked_address(host: str, port: int, private: frozenset[str]) -> str:
    """An address of the host. `AddressRefused` if any of its addresses is not public and the host is not listed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore2.ConnectError(f"{host} has no address: {error}") from error
    addresses = [str(address[0]) for *_, address in found]
    if host.lower() not in private:
        hidden = [text for text in addresses if not is_public(text)]
        if hidden:
            raise AddressRefused(f"{host} has the address {hidden[0]}, which is not public")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it is wrapped (IPv4 in IPv6)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast
