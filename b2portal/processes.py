"""The commands of the processes: `make demo`, the Dockerfile and docker-compose.yml use the same ones."""


def web(bind: str) -> list[str]:
    return ["gunicorn", "b2portal.wsgi", "--config", "b2portal/gunicorn.py", "--bind", bind]


def worker() -> list[str]:
    return ["celery", "-A", "b2portal", "worker", "--concurrency=2", "--loglevel=INFO"]


def beat(schedule: str) -> list[str]:
    return ["celery", "-A", "b2portal", "beat", "--loglevel=INFO", "--schedule", schedule, "--pidfile="]


CATALOGUES = ["catalogues"]
MIGRATE = ["migrate", "--noinput", "--verbosity=0"]
COLLECT_STATIC = ["collectstatic", "--noinput", "--verbosity=0"]
