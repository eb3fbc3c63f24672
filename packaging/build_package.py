"""Builds the till for the system it runs on: dist/salepoint, and an installer of it in dist/.

    python packaging/build_package.py

PyInstaller freezes it as salepoint.spec says, the frozen program is tried, and the system's own
tool packs it: dpkg-deb on Debian and its relatives, makensis on Windows, pkgbuild on macOS. Other
systems get the folder alone. SOURCE_DATE_EPOCH sets the time of everything that is built; without
it, it is that of the last commit.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import debian_package
from bundle_contents import locked, version
from shared_libraries import UnknownLibrary
from third_party import notices

PROJECT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).parent
WORK = PROJECT / "build" / "package"
OUT = PROJECT / "dist"
ICON_SIDE = 512
MEGABYTE = 1_000_000
MEBIBYTE = 1024 * 1024
LARGEST_INSTALLED = 190 * MEBIBYTE
LARGEST_PACKED = 60 * MEGABYTE
NSIS = Path("C:/Program Files (x86)/NSIS/makensis.exe")


class BuildFailed(Exception):
    """A step of the build went wrong; its text says which and what to do."""


def main() -> int:
    """Build everything; status 1 when a step fails or something is larger than it may be."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", last_commit())
    os.environ["PYTHONHASHSEED"] = "0"  # Sets of names are frozen in the same order every time.
    try:
        bundle = freeze()
        try_out(bundle)
        installer = pack(bundle)
    except (BuildFailed, UnknownLibrary, OSError, subprocess.SubprocessError) as failure:
        print(f"package: {failure}", file=sys.stderr)
        return 1
    return report(bundle, installer)


def last_commit() -> str:
    """Return the time of the last commit, in seconds; of a copy without history, a fixed one."""
    asked = ["git", "-C", str(PROJECT), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "946684800"
    return told.strip()


def freeze() -> Path:
    """Freeze the program afresh; return what is to be installed: a folder, on macOS an app."""
    bundle = OUT / ("SalePoint.app" if sys.platform == "darwin" else "salepoint")
    for old in (WORK, OUT / "salepoint", bundle):
        shutil.rmtree(old, ignore_errors=True)
    WORK.mkdir(parents=True)
    OUT.mkdir(exist_ok=True)
    draw_icon(WORK / "salepoint.png")
    libraries = notices(locked(PROJECT) - {"salepoint"})
    (WORK / "licences.txt").write_text(libraries, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    folders = ["--distpath", str(OUT), "--workpath", str(WORK)]
    step([*command, *folders, str(HERE / "salepoint.spec")])
    return bundle


def draw_icon(target: Path) -> None:
    """Draw the mark as Windows and macOS want it: as pixels."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(ICON_SIDE, ICON_SIDE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(PROJECT / "resources" / "logo.svg")).render(painter)
    painter.end()
    image.save(str(target))


def try_out(bundle: Path) -> None:
    """Start what was frozen and let it say its version."""
    program = (
        bundle / "Contents/MacOS/salepoint" if bundle.suffix == ".app" else bundle / "salepoint"
    )
    told = subprocess.run(
        [str(program), "--version"], check=False, capture_output=True, text=True, timeout=120
    )
    if told.returncode != 0 or version(PROJECT) not in told.stdout:
        raise BuildFailed(f"the frozen program does not start: {told.stdout}{told.stderr}")


def pack(bundle: Path) -> Path | None:
    """Make the installer of this system; None where there is none for it."""
    number = version(PROJECT)
    if sys.platform == "win32":
        installer = OUT / f"salepoint-{number}-setup.exe"
        values = {"VERSION": number, "BUNDLE": str(bundle), "INSTALLER": str(installer)}
        defined = [f"/D{name}={value}" for name, value in values.items()]
        script = str(HERE / "windows" / "salepoint.nsi")
        step([shutil.which("makensis") or str(NSIS), "/V2", *defined, script])
    elif sys.platform == "darwin":
        installer = OUT / f"salepoint-{number}.pkg"
        step(["bash", str(HERE / "macos" / "make_pkg.sh"), str(bundle), number, str(installer)])
    elif shutil.which("dpkg-deb"):
        installer = debian_package.build(bundle, WORK, OUT, number)
    else:
        print("package: dpkg-deb is missing, so there is the folder and no package of it")
        return None
    return installer


def step(command: Sequence[str]) -> None:
    """Run one command; raises BuildFailed with its name."""
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as failure:
        raise BuildFailed(f"{Path(command[0]).name} failed: {failure}") from failure


def report(bundle: Path, installer: Path | None) -> int:
    """Say how large things became; status 1 when one is larger than it may be."""
    installed = sum(path.lstat().st_size for path in bundle.rglob("*") if not path.is_dir())
    print(f"{bundle}: {installed / MEBIBYTE:.1f} of {LARGEST_INSTALLED / MEBIBYTE:.0f} MiB")
    packed = installer.stat().st_size if installer else 0
    if installer:
        print(f"{installer}: {packed / MEGABYTE:.1f} of {LARGEST_PACKED / MEGABYTE:.0f} MB")
    return int(installed > LARGEST_INSTALLED or packed > LARGEST_PACKED)


if __name__ == "__main__":
    sys.exit(main())
