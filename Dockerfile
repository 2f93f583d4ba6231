# The production image: web, worker and beat are the same image with another command (docker-compose.yml).
# Each step is the one `make` runs: the same libraries, requirement files, commands. A test compares them.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VIRTUAL_ENV=/app/.venv PATH=/app/.venv/bin:$PATH

RUN apt-get -qq update \
    && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements requirements
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/uv.txt \
    && .venv/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python requirements/base.txt

COPY . .
# No secret is needed to compile and collect: DEMO here lasts for these two commands only.
RUN DEMO=1 STATIC_ROOT=/app/static-collected python manage.py catalogues \
    && DEMO=1 STATIC_ROOT=/app/static-collected python manage.py collectstatic --noinput --verbosity=0

RUN useradd --system --uid 10001 --home-dir /app b2 && install -d -o b2 -g b2 /srv/documents /srv/run
ENV STATIC_ROOT=/app/static-collected DOCUMENTS_DIR=/srv/documents VAR_DIR=/srv/run
USER b2
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "b2portal.wsgi", "--config", "b2portal/gunicorn.py", "--bind", "0.0.0.0:8000"]
