#!/usr/bin/env python
"""Django's commands for this project."""

import io
import os
import sys
from importlib import import_module

from django.core.management import execute_from_command_line

from advisor.env import refusals_as_exit
from advisor.outages import outages_as_exit


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    if not all(map(is_utf_8, sys.argv)):
        sys.exit("Stopped: an argument is not UTF-8.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    with refusals_as_exit(), outages_as_exit():
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
        try:
            execute_from_command_line(sys.argv)
        except KeyboardInterrupt:
            sys.exit("Stopped by Ctrl+C.")


def is_utf_8(argument: str) -> bool:
    """Tell whether an argument can be said and saved: what no UTF-8 is comes as half of a sign."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
