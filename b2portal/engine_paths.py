"""Where the embedded engines keep their data and how they are reached. Plain Python: settings.py reads it."""

import hashlib
from pathlib import Path

USER = "b2"
DATABASE = "b2"


def socket_dir(data_dir: Path) -> Path:
    """Directory of the sockets of one data directory. Short: a Unix socket path holds about 100 bytes."""
    digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    return Path("/tmp") / f"b2-{digest}"  # noqa: S108 - owner and mode are checked when it is made


def database_url(data_dir: Path) -> str:
    return f"postgresql://{USER}@/{DATABASE}?host={socket_dir(data_dir)}"


def redis_url(data_dir: Path) -> str:
    return f"unix://{socket_dir(data_dir)}/valkey.sock"
