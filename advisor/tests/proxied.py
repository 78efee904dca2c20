"""Starts nginx with a shipped file in front of the service on loopback: only names, ports and paths are replaced."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from advisor.tests.serving import ROOT, free_port

HOST: Final = "neuvoja.example"
KEY: Final = "k7Qz-9vTmX2_bRw4Lp-YhN8cJd3GfS6_aEu1KtZ5-oMiVq0BxWr"
PRODUCTION: Final = {
    "PRODUCTION": "true",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": HOST,
    "PUBLIC_URL": f"https://{HOST}",
    "PUBLISHER": "Testi",
}
READY_SECONDS: Final = 60
PATIENCE: Final = 60
MOST: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came over the wire. A header that came twice is told twice."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def all(self, name: str) -> list[str]:
        return self.headers.get_all(name, [])

    def __getitem__(self, name: str) -> str:
        (value,) = self.all(name)
        return value


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx: its ports, and the folder that it writes to."""

    https: int
    http: int
    folder: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    def ask(
        self, path: str, method: str = "GET", *, host: str = HOST, body: bytes | None = None, **headers: str
    ) -> Answer:
        """Ask on https; header names are given with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPSConnection("127.0.0.1", self.https, timeout=PATIENCE, context=trusting())
        connection.sock = self.socket(host)
        try:
            connection.request(method, path, body, {"Host": host, **named})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def raw(self, request: bytes, *, tls: bool = True) -> Answer:
        """Send bytes as they are, on https or http."""
        with self.socket() if tls else socket.create_connection(("127.0.0.1", self.http), timeout=PATIENCE) as wire:
            wire.sendall(request)
            response = http.client.HTTPResponse(wire)
            response.begin()
            return Answer(response.status, response.headers, response.read())

    def socket(
        self, host: str = HOST, version: ssl.TLSVersion | None = None, address: str = "127.0.0.1"
    ) -> ssl.SSLSocket:
        context = trusting()
        if version:
            context.minimum_version = context.maximum_version = version
        return context.wrap_socket(
            socket.create_connection((address, self.https), timeout=PATIENCE), server_hostname=host
        )

    def log(self, name: str) -> str:
        return (self.folder / name).read_text()


def trusting() -> ssl.SSLContext:
    """Takes any certificate: the test's is its own."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def shipped(name: str) -> str:
    return (ROOT / "deploy" / name).read_text()


def replaced(text: str, values: Mapping[str, str]) -> str:
    """The file with an operator's own values. Each must stand in it."""
    for pattern, value in values.items():
        text, count = re.subn(pattern, value, text)
        assert count, pattern
    return text


@contextmanager
def proxy(folder: Path, upstreams: Mapping[str, int], name: str = "nginx.conf") -> Iterator[Proxy]:
    """nginx from the shipped file; `upstreams` are the services' addresses in the file and the ports they have here."""
    https, plain = free_port(), free_port()
    certificate(folder)
    values = {
        r"(listen (?:\[::\]:)?)443 ": rf"\g<1>{https} ",
        r"(listen (?:\[::\]:)?)80\b": rf"\g<1>{plain}",
        r"/etc/ssl/neuvoja/": f"{folder}/",
        r"/var/log/nginx/": f"{folder}/",
        r"/run/nginx.pid": f"{folder}/nginx.pid",
        r"/dev/shm/": f"{folder}/",  # noqa: S108 - a path in the shipped file
        r"/var/www/acme": f"{folder}/acme",
        r"worker_processes auto": "worker_processes 2",
        r"user www-data;": "user root;" if os.geteuid() == 0 else "",
        **{re.escape(address): f"127.0.0.1:{port}" for address, port in upstreams.items()},
    }
    file = folder / "nginx.conf"
    file.write_text(replaced(shipped(name), values))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert program, "nginx is not installed: sh .ci/tools"
    command = [program, "-c", str(file), "-p", str(folder), "-g", "daemon off;", "-e", str(folder / "error.log")]
    with subprocess.Popen(command) as process:
        running = Proxy(https, plain, folder, process)
        try:
            wait_until_open(running)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_until_open(running: Proxy) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert running.process.poll() is None, "nginx ended"
        try:
            running.socket().close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")


def certificate(folder: Path) -> None:
    names = ["-subj", f"/CN={HOST}", "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(["/usr/bin/openssl", "req", "-x509", *kind, *names], check=True, capture_output=True)
