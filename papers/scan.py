"""The virus check of what is uploaded: clamd over its socket, where the office has one.

``ANTIVIRUS`` empty (the default): no scanner is asked, the files say so and are served after the check of their
content alone. With a scanner a file stays in quarantine until it was read and found clean: a scanner that is down
or answers nonsense releases nothing.
"""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from papers.models import StoredFile

State = StoredFile.ScanState
CHUNK = 1 << 16
SECONDS = 30  # a scanner that says nothing for so long is down


class ScannerDown(Exception):
    """No answer that can be trusted: the file stays where it is."""


def enabled() -> bool:
    """True when this installation asks a scanner."""
    return bool(settings.ANTIVIRUS)


def first_state() -> str:
    """In which state a file that was just uploaded is kept."""
    return State.PENDING if enabled() else State.UNSCANNED


def scan(data: bytes) -> str:
    """CLEAN or INFECTED, as clamd says. Raises ScannerDown for any other answer, or none."""
    try:
        with _connect() as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                piece = data[start : start + CHUNK]
                scanner.sendall(struct.pack("!I", len(piece)) + piece)
            scanner.sendall(struct.pack("!I", 0))
            answer = _all_of(scanner)
    except OSError as error:
        raise ScannerDown from error
    if answer == b"stream: OK":
        return State.CLEAN
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return State.INFECTED
    raise ScannerDown


def _connect() -> socket.socket:
    """``unix:///run/clamd.sock`` or ``tcp://host:3310``."""
    address = urlsplit(settings.ANTIVIRUS)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
    scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    scanner.settimeout(SECONDS)
    try:
        scanner.connect(address.path)
    except OSError:
        scanner.close()
        raise
    return scanner


def _all_of(scanner) -> bytes:
    found = b""
    while piece := scanner.recv(4096):
        found += piece
        if b"\0" in piece or len(found) > 4096:
            break
    return found.strip(b"\0\n ")
