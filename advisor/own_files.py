"""The folder and the files that are the service's own: may they be used, and does nobody else read them?"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

OF_THE_DISK: Final = "lost+found"
"""What a disk of its own begins with."""


def is_usable_folder(path: Path) -> bool:
    """Whether it can be written to, or has a copy of a publication on a disk that turned read-only."""
    try:
        return path.is_dir() and (os.access(path, os.W_OK | os.X_OK) or _is_frozen(path))
    except OSError:  # in a folder that is closed to us, or of a name that is too long
        return False


def is_usable_file(path: Path) -> bool:
    """Whether it is a file, or may become one."""
    try:
        return path.parent.is_dir() and (path.is_file() or not path.exists())
    except OSError:
        return False


def make_private_file(path: Path) -> None:
    """See that the file is there, for its owner only: what SQLite puts beside it takes its mode."""
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))


def holds_folders_of_others(path: Path) -> bool:
    """Whether closing the folder would shut others out of more than what is ours, as of a home or of `/srv`."""
    _path, folders, _files = next(os.walk(path), ("", [], []))
    return _is_to_close(path) and bool(set(folders) - {OF_THE_DISK})


def close_to_others(path: Path) -> None:
    """Take from everybody else what is ours."""
    if _is_to_close(path):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o077)


def is_open_to_everybody(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o007)


def write_once(path: Path, text: str) -> None:
    """Write a whole file readable by its owner only, unless the file is there already."""
    descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def _is_frozen(path: Path) -> bool:
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY) and any(path.glob("publication-*.json"))


def _is_to_close(path: Path) -> bool:
    """A folder that everybody puts files in, as of temporary ones, stays as it is."""
    found = path.stat()
    is_everybodys = bool(found.st_mode & stat.S_ISVTX)
    return found.st_uid == os.geteuid() and not is_everybodys and bool(found.st_mode & 0o077)
