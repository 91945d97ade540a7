"""What was made once and need not be made again: bytes by content, kept in a dossier's own hidden folder.

Comes in: a kind, a key that is the hash of everything the bytes depend on, and the bytes. Goes out: the same bytes,
or None. The folder may be deleted at any time. It lies in the dossier, so that a protected disk protects it too and
nobody's name is left elsewhere; each entry is signed (RFC 2104) with a secret of the user's that is not in the
dossier, so that a stranger's dossier, an altered or a damaged entry counts for nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

FOLDER = ".briefwright"
"""The name of the folder in a dossier that holds what is kept between builds."""

LOCATION = "BRIEFWRIGHT_SECRET"
"""The variable of the environment that may name the file with the user's secret."""

KEPT_SECONDS = 30 * 86400
"""How long an entry is kept that no build asks for."""

_SECRET_BYTES = 32
_DAY = 86400
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of briefwright's; it may be deleted at any time.\n"
_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def key_of(*parts: str | bytes) -> str:
    """Return the key of what depends on these parts, and on nothing else: a SHA-256 in hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """Entries by kind and key. One that cannot be read is not there; one that cannot be written is not kept.

    `program` tells apart the versions of the program: none sees the entries of another. `trouble` says why nothing
    is kept, once something could not be.
    """

    def __init__(self, folder: Path | None, secret: bytes = b"", program: str = "") -> None:
        self.trouble = ""
        self._folder = folder
        self._secret = secret
        self._program = program

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what was kept under a key, or None where there is nothing sound."""
        if self._folder is None:
            return None
        path = self._path(self._folder, kind, key)
        try:
            handle = os.open(path, os.O_RDONLY | _FOLLOW)
            with os.fdopen(handle, "rb") as file:
                signature, data = file.read(_SECRET_BYTES), file.read()
                _keep_longer(path, os.fstat(handle).st_mtime)
        except OSError:
            return None
        return data if hmac.compare_digest(signature, self._signature(kind, key, data)) else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep bytes under a key, whole or not at all; where that cannot be, `trouble` says why."""
        if self._folder is None or self.trouble:
            return
        path = self._path(self._folder, kind, key)
        aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FOLLOW, 0o600), "wb") as file:
                file.write(self._signature(kind, key, data) + data)
            os.replace(aside, path)
        except OSError as error:
            self.trouble = f"{self._folder}: {error.strerror}"
            with suppress(OSError):
                aside.unlink()

    def sweep(self, now: float | None = None) -> None:
        """Delete what no build has asked for in `KEPT_SECONDS`, and what a build that was killed left aside."""
        if self._folder is None:
            return
        limit = (time.time() if now is None else now) - KEPT_SECONDS
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = os.path.join(folder, name)
                with suppress(OSError):
                    if os.lstat(path).st_mtime < limit:
                        os.unlink(path)

    def _path(self, folder: Path, kind: str, key: str) -> Path:
        return folder / self._program / kind / key[:2] / key[2:]

    def _signature(self, kind: str, key: str, data: bytes) -> bytes:
        signed = hmac.new(self._secret, f"{self._program}/{kind}/{key}\0".encode(), hashlib.sha256)
        signed.update(data)
        return signed.digest()


NO_CACHE = Cache(None)
"""A cache that keeps nothing."""


def open_cache(root: Path, program: str) -> Cache:
    """Return the cache of the dossier in a folder; where it cannot be used, one that keeps nothing and says why."""
    folder = root / FOLDER
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        return _unusable(f"{folder} is no folder of the dossier's own: delete it")
    try:
        secret = _secret()
        if not folder.exists():
            folder.mkdir(mode=0o700)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
    except OSError as error:
        return _unusable(f"{error.filename or folder}: {error.strerror}")
    return Cache(folder, secret, program)


def _unusable(why: str) -> Cache:
    cache = Cache(None)
    cache.trouble = why
    return cache


def _keep_longer(path: Path, last: float) -> None:
    """Note that an entry is in use, not more often than once a day."""
    if time.time() - last > _DAY:
        with suppress(OSError):
            os.utime(path)


def delete_cache(root: Path) -> None:
    """Delete what is kept of the dossier in a folder; a link in its place is left alone."""
    folder = root / FOLDER
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _secret() -> bytes:
    """Return the user's secret, made at its first use; only its user can read it."""
    path = secret_path(os.environ)
    try:
        found = path.read_bytes()
        if len(found) == _SECRET_BYTES:
            return found
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FOLLOW, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_SECRET_BYTES))
    # Of two builds that make it at once, the last wins, and what the other kept counts for nothing.
    os.replace(aside, path)
    return path.read_bytes()


def secret_path(environment: Mapping[str, str]) -> Path:
    """Return where the user's secret lies: by the XDG Base Directory Specification, or its like elsewhere."""
    if environment.get(LOCATION):
        return Path(environment[LOCATION])
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "briefwright" / "secret"
    home = environment.get("XDG_STATE_HOME") or ""
    state = Path(home) if os.path.isabs(home) else Path.home() / ".local" / "state"
    return state / "briefwright" / "secret"
