"""What the frozen till holds and what is left out: read by salepoint.spec, checked by the tests.

PyInstaller's own rules take far more than a till uses: every Qt plugin, every AWS service, every
language. Where a library brings much, what is wanted is listed and the rest stays out, so that a
new release of it cannot make the package grow unnoticed. Must not import PyInstaller.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

Item = tuple[str, str, str]
"""One file as PyInstaller lists it: place in the bundle, where it comes from, kind."""

# What salepoint looks for beside its code; `demo` stays out, it is a shop of its own.
RESOURCES = ("icons", "fonts", "styles", "templates", "translations", "logo.svg")

# Loaded by name at run time, so that reading the code does not show them.
KEY_STORES = {
    "linux": "keyring.backends.SecretService",
    "darwin": "keyring.backends.macOS",
    "win32": "keyring.backends.Windows",
}
HIDDEN_IMPORTS = ("sqlalchemy.dialects.sqlite.pysqlite",)

# Alembic reads the steps of a migration as files.
AS_SOURCE_FILES = "pos_app.storage.migrations"

# Parts of the libraries below which no till uses. What is not locked for tills is out anyway.
UNUSED_MODULES = (
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtTest",
    "argcomplete",
    "backend_lambdas",
    "curses",
    "greenlet",
    "pip",
    "pkg_resources",
    "pos_app.ui.tour",
    "pypdfium2_cli",
    "readline",
    "setuptools",
    "sqlalchemy.testing",
    "sqlite3",
    "tkinter",
)

QT_LIBRARIES = (
    "Core",
    "DBus",
    "Gui",
    "Network",
    "OpenGL",
    "PrintSupport",
    "Svg",
    "WaylandClient",
    "Widgets",
    "XcbQpa",
)
QT_PLUGINS = {
    # Windows, macOS, X11, Wayland; offscreen also draws where there is no display.
    "platforms": ("qwindows", "qcocoa", "qxcb", "qwayland", "qoffscreen"),
    # The colour scheme of the desktop.
    "platformthemes": ("qxdgdesktopportal",),
    # Dead keys and input methods.
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    # The formats in which pictures of products arrive; PNG is part of Qt itself.
    "imageformats": ("qjpeg", "qwebp"),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "printsupport": ("cupsprintersupport",),
}

# On Linux `Qt/lib/libQt6Gui.so.6`, on macOS `Qt/lib/QtGui.framework/…`, on Windows `Qt6Gui.dll`.
QT_LIBRARY = re.compile(
    r"(?:Qt/lib/libQt6(?P<so>\w+)\.so|Qt/lib/Qt(?P<framework>\w+)\.framework|Qt6(?P<dll>\w+)\.dll)"
)

SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")

LOCALES = ("root", "ar", "de", "en", "es", "fr", "hi")
AWS_SERVICES = ("cognito-idp",)
AWS_FILES = ("endpoints.json", "partitions.json", "sdk-default-configuration.json", "_retry.json")


def resources(root: Path) -> list[tuple[str, str]]:
    """Pair every wanted resource that exists with the folder it goes to."""
    found = [root / "resources" / name for name in RESOURCES]
    return [
        (str(path), f"resources/{path.name}" if path.is_dir() else "resources")
        for path in found
        if path.exists()
    ]


def hidden_imports(platform: str = sys.platform) -> list[str]:
    """Name the modules that are loaded by name on this platform."""
    return [*HIDDEN_IMPORTS, KEY_STORES.get(platform, KEY_STORES["linux"])]


def locked(root: Path) -> set[str]:
    """Name the distributions that a till is locked to, and itself."""
    lines = (root / "requirements" / "till.txt").read_text(encoding="utf-8")
    return {"salepoint", *re.findall(r"^([a-z0-9-]+)==", lines, re.MULTILINE)}


def excluded_modules(root: Path) -> list[str]:
    """Name what must not come along: whatever is installed for developers only, and UNUSED_MODULES.

    Libraries import tools of developers where they find them; on a till they find none.
    """
    tills = locked(root)
    return [
        *UNUSED_MODULES,
        *(
            module
            for module, owners in packages_distributions().items()
            if not tills & {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners}
        ),
    ]


def wanted(items: Iterable[Item]) -> list[Item]:
    """Keep what a till uses and what the system does not have to provide."""
    return [item for item in items if _is_wanted(_posix(item[0])) and not _is_the_systems(item)]


def needed_at_start(scripts: Iterable[Item], platform: str = sys.platform) -> list[Item]:
    """Keep what runs before the till's own first line: on Linux nothing but the till.

    PyInstaller's hooks import Qt, multiprocessing and inspect, a tenth of a second at every start,
    also of `--version`. Qt from a wheel finds its plugins without them and nothing here asks for
    sources, lists modules or starts Python processes. On Windows and macOS Qt does need its hook.
    """
    if not platform.startswith("linux"):
        return list(scripts)
    return [script for script in scripts if not script[0].startswith("pyi_rth_")]


def _posix(place: str) -> PurePosixPath:
    return PurePosixPath(place.replace("\\", "/"))


def _is_wanted(place: PurePosixPath) -> bool:
    match place.parts:
        case ("PySide6", *rest):
            return _qt_wanted(rest)
        case ("botocore", "data", first, *_):
            return first in AWS_FILES or first in AWS_SERVICES
        case ("botocore", "cacert.pem") | ("boto3", *_) | ("barcode", "fonts", *_):
            return False  # Certificates come from certifi, the rest is for what no till does.
        case (folder, *rest) if folder.endswith(".dist-info"):
            return rest in (["METADATA"], ["entry_points.txt"])  # The rest is of installing it.
        case ("stdnum", *_):
            return False  # Numbers of banks, post offices and the like; its code is elsewhere.
        case ("babel", "locale-data", name):
            return re.split(r"[._]", name)[0] in LOCALES
    return True


def _qt_wanted(rest: list[str]) -> bool:
    if "plugins" in rest:
        group, name = rest[-2:]
        return PurePosixPath(name).stem.removeprefix("lib") in QT_PLUGINS.get(group, ())
    if {"translations", "qml", "resources", "metatypes"} & set(rest):
        return False
    if library := QT_LIBRARY.match("/".join(rest)):
        return library[library.lastindex or 0] in QT_LIBRARIES
    return rest[-1] != "opengl32sw.dll"


def _is_the_systems(item: Item) -> bool:
    """Whether a library is one that the system's own packages provide and keep safe.

    Windows have to fit the machine's drivers, and a hole in its TLS library is mended by it.
    """
    _, source, kind = item
    return (
        kind == "BINARY"
        and source.startswith(SYSTEM_FOLDERS)
        and not PurePosixPath(source).name.startswith("libpython")
    )


def version(root: Path) -> str:
    """Read the version of the product."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
