"""What a document is made with: the program, its packages, the machine's libraries and fonts, as hashes.

Two builds with the same hashes make the same bytes of the same dossier. Only names, sizes and times of files are
looked at, so that asking costs a few milliseconds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from briefwright import __version__
from briefwright.cache import key_of

PACKAGE = Path(__file__).resolve().parents[1]

# What lays out and draws text (Pango, HarfBuzz, FreeType, fontconfig) and what sorts it (ICU); their file names
# hold their versions.
_LIBRARIES = ("libpango", "libharfbuzz", "libfreetype", "libfontconfig", "libfribidi", "libicu", "libgobject")
_FOLDERS_OF_LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
_FOLDERS_OF_FONTS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts"),
    *("/Library/Fonts", "/System/Library/Fonts", "/opt/homebrew/share/fonts", "C:/Windows/Fonts"),
    *("~/.fonts", "~/.local/share/fonts", "~/.config/fontconfig", "~/Library/Fonts"),
)
# By which the libraries are led to other fonts, other settings or another date.
_VARIABLES = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SOURCE_DATE_EPOCH")


def program() -> str:
    """Return the hash of the program and of what it runs on: its files, Python, the packages and the libraries."""
    files = sorted(_stats_below(PACKAGE))
    shipped = PACKAGE.parents[1] / "templates"
    files += sorted(_stats_below(shipped)) if shipped.is_dir() else []
    return key_of(__version__, sys.version, sys.platform, *files, *_packages(), *_libraries())


def surroundings() -> str:
    """Return the hash of the fonts and of the variables of the environment that a document depends on."""
    places = map(os.path.expanduser, _FOLDERS_OF_FONTS)
    folders = (_folders_below(Path(place)) for place in places if os.path.isdir(place))
    variables = (f"{name}={os.environ.get(name, '')}" for name in _VARIABLES)
    return key_of(*(told for folder in folders for told in sorted(folder)), *variables)


def _stats_below(folder: Path) -> Iterator[str]:
    """Return name, size and time of each file below a folder, but for what Python compiles of it."""
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            status = os.stat(os.path.join(path, name))
            yield f"{path}/{name} {status.st_size} {status.st_mtime_ns}"


def _folders_below(folder: Path) -> Iterator[str]:
    """Return name and time of a folder and those below it: each changes where a file comes or goes."""
    for path, _, _ in os.walk(folder):
        yield f"{path} {os.stat(path).st_mtime_ns}"


def _packages() -> list[str]:
    """Return the installed packages: the name of a ``.dist-info`` folder is that of a package and its version."""
    folders = (
        path for path in sys.path if path.endswith(("site-packages", "dist-packages")) and os.path.isdir(path)
    )
    found = (name for folder in folders for name in os.listdir(folder))
    return sorted({name for name in found if name.endswith(".dist-info")})


def _libraries() -> list[str]:
    system = Path("/usr/lib")
    own = [str(path) for path in system.glob("*-linux-gnu*")] if system.is_dir() else []
    folders = [folder for folder in (*_FOLDERS_OF_LIBRARIES, *own) if os.path.isdir(folder)]
    return sorted(f"{folder}/{name}" for folder in folders for name in os.listdir(folder) if _is_library(name))


def _is_library(name: str) -> bool:
    return name.startswith(_LIBRARIES)
