"""Runs a command with no other system calls than a unit of systemd lets through:

python -m advisor.tests.closed deploy/advisor.service COMMAND ...
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ALLOWED: Final = 0x7FFF0000
REFUSED: Final = 0x00050001
"""With EPERM, as the unit says."""
NO_NEW_PRIVILEGES: Final = 38


def allowed(unit: str) -> set[str]:
    """The system calls of the unit's SystemCallFilter lines, each adding to those before it or taking from them."""
    found = named("@default")
    for minus, names in re.findall(r"^SystemCallFilter=(~?)(.*)$", unit, re.MULTILINE):
        told = {call for name in names.split() for call in named(name)}
        found = found - told if minus else found | told
    return found


def named(name: str) -> set[str]:
    """A system call, or those of a group as this machine's systemd has it."""
    if not name.startswith("@"):
        return {name}
    told = subprocess.check_output(["/usr/bin/systemd-analyze", "syscall-filter", name], text=True)
    members = (line.strip() for line in told.splitlines()[1:])
    return {call for member in members if member and not member.startswith("#") for call in named(member)}


def close(calls: set[str]) -> None:
    """From now on this process and what it starts make no other calls."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(library.seccomp_init(REFUSED))
    for call in sorted(calls):
        number = library.seccomp_syscall_resolve_name(call.encode())
        library.seccomp_rule_add_array(rules, ALLOWED, number, 0, None)
    ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if library.seccomp_load(rules):
        sys.exit("The filter could not be loaded")


if __name__ == "__main__":
    close(allowed(Path(sys.argv[1]).read_text(encoding="utf-8")))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - what the test names
