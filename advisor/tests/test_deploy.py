"""The files in deploy/: read by what will read them, or by the same rules where that is not on this machine."""

from __future__ import annotations

import ipaddress
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from advisor.tests.proxied import KEY
from advisor.tests.serving import ROOT
from mandates.door import hashing

DEPLOY: Final = ROOT / "deploy"
EXAMPLE: Final = (DEPLOY / "advisor.env.example").read_text(encoding="utf-8")
HERE: Final = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
STUB: Final = '#!/bin/sh\necho "{name} $*" >> "$0.log"\n[ "$1" != info ] || exit {runs}\n'


def lines(text: str) -> dict[str, str]:
    """As docker and systemd read it: a name and what stands after it, to the end of the line."""
    return dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))


def commented() -> dict[str, str]:
    """The variables that the example only mentions."""
    return dict(re.findall(r"^# ([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))


def test_every_reader_reads_the_example_alike(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=[A-Z_]+=)", "", EXAMPLE, flags=re.MULTILINE).replace("SECRET_KEY=", f"SECRET_KEY={KEY}")
    file = tmp_path / "advisor.env"
    file.write_text(text)
    script = f'set -a; . {shlex.quote(str(file))}; exec {sys.executable} -c "import os; print(dict(os.environ))"'

    by_shell = eval(subprocess.check_output(["/bin/sh", "-c", script], env=HERE, text=True))  # noqa: S307 - a dict that our own script prints

    expected = lines(text)
    assert {name: by_shell[name] for name in expected} == expected
    assert all(re.fullmatch(r"[^\s\"'$\\`#;&|<>()*]*", value) for value in expected.values())


def test_image_takes_listed_folders_only() -> None:
    """Neither the history nor a key, a database or a test of the checkout comes along."""
    first, *rest = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    taken = {line.removeprefix("!") for line in rest if line.startswith("!")}

    assert (first, "**/tests" in rest) == ("*", True)
    assert taken == {
        *("requirements.txt", "manage.py", "gunicorn.conf.py", "LICENSE", "NOTICE"),
        *("advisor", "mandates", "templates", "locale", "static", "fixtures"),
        *("docs/editing-content.md", "docs/images"),
    }


def test_the_image_is_readable_whatever_the_checkout_was() -> None:
    """COPY keeps modes, and a checkout made with umask 077 is its owner's only."""
    builder, _, runner = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("\nFROM ")

    assert builder.rstrip().endswith("&& chmod -R a+rX /app")
    assert "COPY --from=builder /app /app\nUSER 10001:10001" in runner


def test_the_example_starts_in_production(tmp_path: Path) -> None:
    environment = HERE | lines(EXAMPLE) | {"SECRET_KEY": KEY, "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    empty = subprocess.run(command, cwd=ROOT, env=HERE | lines(EXAMPLE), check=False, capture_output=True, text=True)
    assert "Not started: SECRET_KEY is empty while PRODUCTION is true" in empty.stderr


def test_the_example_names_known_variables() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))

    assert set(lines(EXAMPLE)) | set(commented()) <= documented
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "PUBLISHER", "PRODUCTION"} <= set(lines(EXAMPLE))


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ["advisor", "install"])
def test_containers_are_read_only_and_may_do_nothing_special(name: str) -> None:
    service = compose()["services"][name]

    assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"])  # noqa: S108 - what compose.yaml says
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["data:/data"]
    assert service["env_file"] == "advisor.env"


def test_the_container_listens_on_loopback_and_may_finish_its_requests() -> None:
    service = compose()["services"]["advisor"]
    grace = int(re.findall(r"^graceful_timeout = (\d+)$", (ROOT / "gunicorn.conf.py").read_text(), re.MULTILINE)[0])

    assert service["ports"] == ["127.0.0.1:8000:8000"]
    assert int(service["stop_grace_period"].removesuffix("s")) > grace
    assert "install" in compose()["services"]["install"]["profiles"]
    assert compose()["services"]["install"]["command"] == ["python", "manage.py", "install"]


def test_the_container_believes_nginx_on_its_host() -> None:
    """Whoever comes in by the published port comes from the gateway."""
    (network,) = compose()["networks"]["default"]["ipam"]["config"]

    assert compose()["services"]["advisor"]["environment"] == {"TRUSTED_PROXIES": network["gateway"]}
    assert ipaddress.ip_address(network["gateway"]) in ipaddress.ip_network(network["subnet"])


UNITS: Final = ("advisor.service", "advisor-admin.service")


def unit(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("name", UNITS)
def test_the_unit_looks_at_migrations_before_it_starts(name: str) -> None:
    found = unit(name)

    assert found["ExecStartPre"] == ["/opt/advisor/.venv/bin/python manage.py migrate --check"]
    assert found["ExecStart"][0].endswith("/opt/advisor/.venv/bin/gunicorn")
    assert found["EnvironmentFile"] == ["/etc/advisor/advisor.env"]


def test_the_units_differ_in_the_port_and_the_workers_only() -> None:
    one, admin = map(unit, UNITS)

    assert admin.pop("Description") != one.pop("Description")
    assert admin.pop("ExecStart") == [f"/usr/bin/env PORT=8001 WEB_CONCURRENCY=1 {one.pop('ExecStart')[0]}"]
    assert admin == one


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit_and_finds_it_closed(name: str, tmp_path: Path) -> None:
    """With the programs of this checkout, since those of the unit are not on this machine."""
    text = (DEPLOY / name).read_text(encoding="utf-8").replace("/opt/advisor", str(ROOT))
    file = tmp_path / name
    file.write_text(text)

    verified = systemd("verify", str(file))
    rated = systemd("security", "--offline=true", "--no-pager", str(file))

    assert verified == ""
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", rated)
    assert exposure
    assert float(exposure[1]) <= 1.5


@pytest.mark.long
@pytest.mark.parametrize("name", UNITS)
def test_the_unit_lets_everything_through_that_signing_in_needs(name: str, tmp_path: Path) -> None:
    code = (
        "import django, os; django.setup()\n"
        "from django.contrib.auth.hashers import check_password, make_password\n"
        "from mandates.door import hashing\n"
        "hashed = make_password('neljä aivan eri sanaa')\n"
        "print(check_password('neljä aivan eri sanaa', hashed), hashing._thread.submit(os.nice, 0).result())"
    )
    command = [sys.executable, "-m", "advisor.tests.closed", str(DEPLOY / name), sys.executable, "-c", code]
    environment = HERE | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "advisor.settings"}

    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, f"True {hashing.LAST_IN_LINE}\n"), done.stderr


def systemd(*arguments: str) -> str:
    command = ["/usr/bin/systemd-analyze", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("engines", "status", "called"),
    [
        ({"docker": 0, "podman": 0}, 0, ["docker info", "docker build --tag mandate-advisor ."]),
        (
            {"docker": 1, "podman": 0},
            0,
            ["docker info", "podman info", "podman build --format docker --tag mandate-advisor ."],
        ),
        ({"buildah": 0}, 0, ["buildah info", "buildah build --format docker --tag mandate-advisor ."]),
        ({"docker": 1}, 1, ["docker info"]),
        ({}, 1, []),
    ],
    ids=["docker", "docker without daemon", "buildah", "none runs", "none"],
)
def test_the_image_is_built_by_an_engine_that_runs(
    engines: dict[str, int], status: int, called: list[str], tmp_path: Path
) -> None:
    for name, runs in engines.items():
        program = tmp_path / name
        program.write_text(STUB.format(name=name, runs=runs))
        program.chmod(0o755)

    command = ["/bin/sh", str(ROOT / ".ci" / "container")]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, check=False, capture_output=True, text=True)

    assert done.returncode == status, done.stderr
    logs = [tmp_path / f"{name}.log" for name in ("docker", "podman", "buildah")]
    assert [line for log in logs if log.exists() for line in log.read_text().splitlines()] == called


def test_the_releases_to_come_need_a_python_that_is_there_or_may_be_downloaded(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\nexit 1\n")
    uv.chmod(0o700)
    nowhere = {"PATH": str(tmp_path), "HOME": str(tmp_path)}

    done = subprocess.run(
        ["/bin/sh", str(ROOT / ".ci" / "next"), str(tmp_path / "venv"), str(uv)],
        env=nowhere,
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "make next needs Python 3.13 and may not download it here: make NEXT_PYTHON=/path/to/python3.13 next\n"
    )
    assert not (tmp_path / "venv").exists()


def test_the_image_runs_the_python_of_the_releases_to_come() -> None:
    images = re.findall(r"^FROM python:(\d+\.\d+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert images == re.findall(r"--python-version (\S+) --no-deps --group next", makefile) * 2 != []
