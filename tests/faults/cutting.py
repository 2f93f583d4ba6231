"""A connection to PostgreSQL that can lose the answer to a COMMIT: the server did it, nobody heard."""

import contextlib
import socket
import threading
from pathlib import Path

COMMIT = b"COMMIT\x00"
BEGINS = (b"BEGIN\x00", b"BEGIN ")
TABLE = b'"vouchers_paymentrun"'


class Proxy:
    """Listens in a directory of its own and passes everything to the server's socket. While ``armed``, a transaction
    that wrote the table of the runs loses the answer to its COMMIT, once for each time it was armed."""

    def __init__(self, directory: Path, server: Path):
        self.server, self.armed, self.cuts = server, 0, 0
        self.lock = threading.Lock()
        directory.mkdir()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(directory / ".s.PGSQL.5432"))
        self.listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            with contextlib.suppress(OSError):
                client, _address = self.listener.accept()
                if client.fileno() < 0:
                    return
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(str(self.server / ".s.PGSQL.5432"))
        except OSError:
            client.close()
            return
        state = {"wrote": False, "cut": False}
        back = threading.Thread(target=self._answers, args=(server, client, state), daemon=True)
        back.start()
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                if any(word in data for word in BEGINS):
                    state["wrote"] = False
                if TABLE in data and (b"INSERT INTO" in data or b"UPDATE " in data):
                    state["wrote"] = True
                if COMMIT in data and state["wrote"]:
                    state["wrote"] = False
                    with self.lock:
                        if self.armed:
                            self.armed -= 1
                            self.cuts += 1
                            state["cut"] = True
                server.sendall(data)
        _close(server, client)

    @staticmethod
    def _answers(server, client, state):
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if state["cut"]:
                    break  # it is committed: the answer is lost with the connection
                client.sendall(data)
        _close(server, client)


def _close(*sockets):
    for one in sockets:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
