"""Real cases: reading them from PostgreSQL, and simulating two rule sets on them, as ratios measured in one run.

`python -m benchmarks database --cases 50000` starts a PostgreSQL of its own in a temporary directory, writes the cases
there in bulk and throws it away at the end. The work itself is in `database_work.py`, one process for each measure, so
that the memory of one does not hide another's.
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

WORK = Path(__file__).with_name("database_work.py")


def main(count=50_000):
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
        "VAR_DIR": str(home / "files"),
        "STATEMENT_TIMEOUT_MS": "0",
    }
    try:
        server.start()
        report(count, environment)
    finally:
        server.stop()
        shutil.rmtree(server.sockets, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def report(count, environment):
    def work(what, cases):
        command = [sys.executable, str(WORK), what, str(cases)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    load = os.getloadavg()[0]
    print(
        f"{work('write', count)['cases']:,} cases written; load of the machine {load:.1f} on {os.cpu_count()} cores"
    )
    found = work("measure", count)
    reading = found["reading"]
    print(f"{count:,} cases, median of {found['rounds']} interleaved rounds")
    for name in ("reading", "simulating", "judging"):
        label = {
            "reading": "reading, as the product streams them",
            "simulating": "reading and simulating two rule sets",
            "judging": "simulating two rule sets, once they are read",
        }[name]
        print(f"{label:52} {found[name] * 1e6 / count:8.1f} µs a case {found[name] / reading:6.2f} × reading")
    print(f"reading and simulating is {found['simulating'] / reading:.2f} × reading (target: at most 3)")
    job = work("job", count)
    print(
        f"the job of the browser, its rows written with their reasons ({job['changed']:,} changed): "
        f"{job['took'] * 1e6 / count:.1f} µs a case, {job['took'] / job['reading']:.2f} × reading"
    )
    small, large = (work("memory", cases)["megabytes"] for cases in (count // 5, count))
    print(f"memory: {small:.0f} MB with {count // 5:,} cases, {large:.0f} MB with {count:,}")


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:] if one != "--cases"))
