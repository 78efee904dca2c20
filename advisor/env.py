"""Reads the environment for settings.py; refuses a bad value with one sentence that says what is allowed."""

import contextlib
import ipaddress
import os
import re
import secrets
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host
from environs import Env, EnvError, validate

from advisor import database_url, own_files

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SECRET_LENGTH, SECRET_DISTINCT = 50, 5
SECRET_PACKED = 45
"""A key may not pack into fewer bytes: 50 random hexadecimal digits need 55, words that repeat themselves 20 to 40."""
SHORTEST_SECONDS = 0.01
"""What is done oftener leaves time for nothing else."""
LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HOST_PATTERN = re.compile(rf"{LABEL}(\.{LABEL})*|\[[0-9a-f:.]+\]", re.IGNORECASE)
HEADER = re.compile(r"X(?!-Forwarded-(?:For|Proto|Host|Port)$|-Real-IP$|-Request-ID$)(-[a-z0-9]+)+", re.IGNORECASE)
HOST_AND_PORT = re.compile(rf"({HOST_PATTERN.pattern})(:[0-9]{{1,5}})?", re.IGNORECASE)
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")

T = TypeVar("T")


def refuse(name: str, found: str, allowed: str) -> NoReturn:
    """Stop the start with one sentence: the variable, what it holds, what is allowed."""
    raise ImproperlyConfigured(f"{name} {found}; it must be {allowed}.")


@contextlib.contextmanager
def refusals_as_exit() -> Iterator[None]:
    """Turn a refused setting into an exit with its sentence, without a stack trace."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(f"Not started: {error}")


class Reader:
    """Reads variables by name and remembers the names. A variable that is empty counts as not set."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._env = Env()

    def boolean(self, name: str, *, default: bool = False) -> bool:
        return self._read(name, self._env.bool, default=default, allowed="true or false")

    def whole(self, name: str, default: int, largest: int) -> int:
        rule = validate.Range(1, largest)
        return self._read(
            name, self._env.int, default=default, allowed=f"a whole number from 1 to {largest}", rule=rule
        )

    def seconds(self, name: str, default: float) -> float:
        rule = validate.Range(min=SHORTEST_SECONDS, max=3600)
        allowed = f"a number of seconds from {SHORTEST_SECONDS} to 3600"
        return self._read(name, self._env.float, default=default, allowed=allowed, rule=rule)

    def line(self, name: str, default: str = "", longest: int = 200) -> str:
        rule = validate.Regexp(rf"[^\x00-\x1f\x7f]{{0,{longest}}}\Z")
        allowed = f"one line of at most {longest} characters"
        return self._read(name, self._env.str, default=default, allowed=allowed, rule=rule).strip()

    def contact(self, name: str) -> str:
        """Where to write to, as a link."""
        value = self.line(name)
        if value and not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://[^\s]+", value):
            refuse(name, f"is {value!r}", "mailto: and an address of mail, or an address with https")
        return value

    def one_of(self, name: str, *choices: str) -> str:
        """One of the words; the first when nothing is set."""
        value = self.line(name, choices[0])
        if value not in choices:
            refuse(name, f"is {value!r}", " or ".join(choices))
        return value

    def words(self, name: str) -> list[str]:
        return [word for word in re.split(r"[\s,]+", self.line(name, longest=5000)) if word]

    def folder(self, name: str, default: Path) -> Path:
        """A folder that exists after this, can be written to, and is nobody else's to read.

        Where a disk has turned read-only, a folder with a copy of a publication does: visitors are served from that.
        """
        path = Path(self.line(name, str(default), longest=1000))
        with contextlib.suppress(OSError, RuntimeError):  # what pathlib raises of somebody who has no home
            path = path.expanduser().absolute()
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not own_files.is_usable_folder(path):
            refuse(name, f"is {str(path)!r}", "a folder that exists or can be made, and can be written to")
        if own_files.holds_folders_of_others(path):
            refuse(name, f"is {str(path)!r}, where others have folders too", "a folder for this service alone")
        _keep_private(name, path)
        return path

    def bind_address(self, name: str, default: str) -> str:
        value = re.sub(r"\A\[(.*)]\Z", r"\1", self.line(name, default))
        if value != "localhost" and not _is_ip_address(value):
            refuse(name, f"is {value!r}", "an IP address to listen on, or localhost")
        return value

    def hosts(self, name: str, *, production: bool) -> list[str]:
        hosts = self.words(name)
        if not production:
            if unknown := [host for host in hosts if host not in LOCAL_HOSTS]:
                allowed = "localhost, 127.0.0.1 or [::1] unless PRODUCTION=true is set"
                refuse(name, f"holds {unknown[0]!r}", allowed)
            return hosts or LOCAL_HOSTS
        allowed = 'one or more whole host names without scheme, port, "*" or a dot in front, separated by commas'
        if not hosts:
            refuse(name, "is empty while PRODUCTION is true", allowed)
        if wrong := [host for host in hosts if not HOST_PATTERN.fullmatch(host)]:
            refuse(name, f"holds {wrong[0]!r}", allowed)
        return hosts

    def host(self, name: str, *, production: bool) -> str:
        """One host name of its own, or none."""
        found = self.hosts(name, production=production) if self.line(name) else []
        if len(found) > 1:
            refuse(name, f"holds {found[1]!r} besides {found[0]!r}", "one host name without scheme or port")
        return found[0].lower() if found else ""

    def addresses(self, name: str, default: list[str]) -> list[str]:
        found = self.words(name)
        if wrong := [each for each in found if not _is_ip_address(each) or ipaddress.ip_address(each).is_unspecified]:
            refuse(name, f"holds {wrong[0]!r}", "each proxy's own IP address, separated by commas")
        return found or default

    def header(self, name: str) -> str:
        """The name of a request's header, as the environment of a request has it."""
        value = self.line(name)
        if value and not HEADER.fullmatch(value):
            refuse(name, f"is {value!r}", "the name of a header of the proxy's own that begins with X-")
        return f"HTTP_{value.upper().replace('-', '_')}" if value else ""

    def address(self, name: str, default: str, *, production: bool, hosts: list[str]) -> str:
        """The absolute address that visitors see, without a trailing slash."""
        value = self.line(name)
        if not value and not production:
            return default
        schemes = "https" if production else "http or https"
        allowed = f"an absolute {schemes} address without path or trailing slash, such as https://neuvoja.example"
        if not value:
            refuse(name, "is empty while PRODUCTION is true", allowed)
        if not _is_origin(value, schemes):
            refuse(name, f"is {value!r}", allowed)
        host = re.sub(r":\d+\Z", "", urlsplit(value).netloc)
        if not validate_host(host.lower(), hosts):
            refuse(name, f"is {value!r}", "at a host that ALLOWED_HOSTS names")
        return value

    def secret(self, name: str, *, production: bool, keep_in: Path) -> str:
        """The signing key: from the environment, else (never in production) one kept in a file of its own."""
        value = self._read(name, self._env.str, default="", allowed="text", secret=True)
        if not value and not production:
            value = _kept_secret(name, keep_in)
        allowed = (
            f"at least {SECRET_LENGTH} characters drawn by chance, with at least {SECRET_DISTINCT} different ones, "
            "and not begin with django-insecure"
        )
        if not value:
            refuse(name, "is empty while PRODUCTION is true", allowed)
        if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_DISTINCT:
            refuse(name, f"has {len(value)} characters, {len(set(value))} different", allowed)
        if value.startswith("django-insecure"):
            refuse(name, "begins with django-insecure", allowed)
        if len(zlib.compress(value.encode(), 9)) < SECRET_PACKED:
            refuse(name, "repeats itself", allowed)
        return value

    def database(self, name: str, default_file: Path) -> dict[str, Any]:
        """The database as dj-database-url reads it. The value may hold a password and is never shown."""
        allowed = "like sqlite:////path/to/file or postgresql://user:password@host/name (its value is not shown)"
        value = self._read(name, self._env.str, default="", allowed=allowed, secret=True)
        if not value:
            _make_private_file(name, default_file)
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default_file)}
        if value.partition(":")[0] not in DATABASE_SCHEMES:
            refuse(name, "begins with neither sqlite nor postgresql", allowed)
        config: dict[str, Any] = self._read(name, self._env.dj_db_url, default={}, allowed=allowed, secret=True)
        if fault := database_url.fault(value, config):
            refuse(name, fault, allowed)
        if config["ENGINE"].endswith("sqlite3"):
            _make_private_file(name, Path(config["NAME"]))
        return config

    def _read(
        self,
        name: str,
        parse: Callable[..., Any],
        *,
        default: T,
        allowed: str,
        rule: Callable[[Any], Any] | None = None,
        secret: bool = False,
    ) -> T:
        self.names.add(name)
        found = os.environ.get(name, "").strip()
        if not found:
            return default
        try:
            found.encode()  # what is not UTF-8 could be on no page, in no key and in no name
            value: T = parse(name, validate=rule) if rule else parse(name)
        except (EnvError, ValueError):
            refuse(name, "cannot be read" if secret else f"is {found!r}", allowed)
        return value


def _is_ip_address(value: str) -> bool:
    """One that can be listened on and compared: without the name of a network card behind a %."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return "%" not in value


def _make_private_file(name: str, path: Path) -> None:
    if not own_files.is_usable_file(path):
        refuse(name, f"is {str(path)!r}", "a file in a folder that exists")
    own_files.make_private_file(path)
    if path.exists():
        _keep_private(name, path)


def _keep_private(name: str, path: Path) -> None:
    """Close it to others; what they may read and we cannot close is refused."""
    own_files.close_to_others(path)
    if own_files.is_open_to_everybody(path):
        refuse(name, f"is {str(path)!r}, which every user of this machine may open", "for the service's own user only")


def _is_origin(value: str, schemes: str) -> bool:
    try:
        parts = urlsplit(value)
        wanted = (
            parts.scheme in schemes.split(" or "),
            parts.hostname,
            parts.port != 0,
            parts.username is None,
        )
    except ValueError:
        return False
    return (
        all(wanted)
        and value == f"{parts.scheme}://{parts.netloc}"
        and HOST_AND_PORT.fullmatch(parts.netloc) is not None
    )


def _kept_secret(name: str, path: Path) -> str:
    """The key in the file. Of several processes that start at once on an empty folder, one makes it."""
    try:
        if not path.exists():
            own_files.write_once(path, secrets.token_urlsafe(SECRET_LENGTH))
        if found := path.read_text(encoding="ascii").strip():
            return found
    except (OSError, UnicodeDecodeError) as error:
        refuse(
            name,
            f"is not set and {str(path)!r} cannot be used ({type(error).__name__})",
            "set, or that file readable",
        )
    refuse(name, f"is not set and {str(path)!r} is empty", "set, or that file removed so that a key is made")
