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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    with refusals_as_exit(), outages_as_exit():
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
