"""A ranking of many cases: reading them, putting them in order, storing the version, showing it, as ratios of one run.

`python -m benchmarks ranking 5000` starts a PostgreSQL of its own in a temporary directory, thrown away at the end. The
work itself is in `ranking_work.py`, one process for each number of cases, so that the memory of one does not hide
another's.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from b2portal import engine_paths, engines

WORK = Path(__file__).with_name("ranking_work.py")
STEPS = (
    ("ranking", "putting in order and spreading the money"),
    ("computing", "reading, ordering and storing together"),
    ("page", "page of the version with the line where the money ends"),
    ("next", "another page of it"),
    ("form", "page that asks before computing"),
)


def main(count=5_000):
    """Print the ratios for ``count`` cases and for a tenth of them."""
    small, large = (_measured(cases) for cases in (max(count // 10, 10), count))
    reading = large["reading"]
    print(f"{count:,} cases; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"reading: {reading:.1f} s, {reading / small['reading']:.1f} times that of a tenth of the cases")
    for name, label in STEPS:
        print(
            f"{label}: {large[name] / reading:.2f} of the reading, {large[name] / small[name]:.1f} times a tenth"
        )
    print(f"memory: {large['megabytes']:.0f} MB, {large['megabytes'] / small['megabytes']:.1f} times a tenth")


def _measured(cases):
    home = Path(tempfile.mkdtemp(prefix="b2-bench-"))
    home.chmod(0o755)  # as root the engine runs as nobody, who must reach its own directory inside
    server = engines.make(engines.Postgres, home, temporary=True)
    environment = os.environ | {
        "DATABASE_URL": engine_paths.database_url(home),
        "DJANGO_SETTINGS_MODULE": "b2portal.settings",
        "SECRET_KEY": "benchmark-only-" + "x" * 50,
        "REDIS_URL": "memory://",
        "STATIC_MANIFEST": "0",
        "DEMO": "0",
        "SECURE_SSL_REDIRECT": "0",
        "VAR_DIR": str(home / "files"),
        "STATEMENT_TIMEOUT_MS": "0",
    }
    try:
        server.start()
        command = [sys.executable, str(WORK), str(cases)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout.splitlines()[-1])
    finally:
        server.stop()
        shutil.rmtree(server.sockets, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
