"""Makes the Debian package of a frozen till: /opt/salepoint, a command, a menu entry, a man page.

Two builds of the same sources are equal to the byte. Knows nothing of how the bundle was made.
"""

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path
from string import Template

from shared_libraries import TABLE, needs_of, packages_for

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = Path(__file__).parent / "debian"
HOME = "opt/salepoint"
PROGRAM = f"{HOME}/salepoint"
COMMAND = "usr/bin/salepoint"
SCRIPTS = ("DEBIAN/prerm", "DEBIAN/postrm")  # one text: it asks under which name it runs
FILES = {
    SOURCES / "salepoint.desktop": "usr/share/applications/salepoint.desktop",
    SOURCES / "copyright": "usr/share/doc/salepoint/copyright",
    PROJECT / "resources" / "logo.svg": "usr/share/icons/hicolor/scalable/apps/salepoint.svg",
}
MANUAL = "usr/share/man/man1/salepoint.1.gz"
# A fifth smaller than zstd takes in the same time, for every till that fetches it; level 9 would
# save another 4 % and take three times as long.
COMPRESSION = ("-Zxz", "-z6")


def build(bundle: Path, work: Path, out: Path, version: str) -> Path:
    """Stage the package in `work`, write it to `out`, and return its path.

    Files get the time SOURCE_DATE_EPOCH of the environment. Raises UnknownLibrary.
    """
    depends = packages_for(needs_of(bundle), TABLE.read_text(encoding="utf-8"))
    told = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    )
    architecture = told.stdout.strip()
    tree = work / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    stage(bundle, tree, {"version": version, "architecture": architecture}, depends)
    package = out / f"salepoint_{version}_{architecture}.deb"
    command = ["dpkg-deb", *COMPRESSION, "--root-owner-group", "--build", str(tree), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def stage(bundle: Path, tree: Path, about: dict[str, str], depends: list[str]) -> None:
    """Lay the files out as the package holds them; `about` has `version` and `architecture`."""
    shutil.copytree(bundle, tree / HOME, symlinks=True)
    for source, place in FILES.items():
        shutil.copyfile(source, _place(tree, place))
    for place in SCRIPTS:
        shutil.copyfile(SOURCES / "maintainer", _place(tree, place))
    _place(tree, MANUAL).write_bytes(gzip.compress((SOURCES / "salepoint.1").read_bytes(), mtime=0))
    _place(tree, COMMAND).symlink_to(f"/{PROGRAM}")
    _describe(tree, about, depends)
    _set_modes(tree)


def _describe(tree: Path, about: dict[str, str], depends: list[str]) -> None:
    installed = [
        path
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    sums = [f"{_md5(path)}  {path.relative_to(tree).as_posix()}\n" for path in installed]
    control = Template((SOURCES / "control").read_text(encoding="utf-8")).substitute(
        about,
        installed_kib=sum(-(-path.stat().st_size // 1024) for path in installed),
        depends=", ".join(depends),
    )
    _place(tree, "DEBIAN/control").write_text(control, encoding="utf-8")
    _place(tree, "DEBIAN/md5sums").write_text("".join(sums), encoding="utf-8")


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _place(tree: Path, place: str) -> Path:
    """Return the path of a place in the tree, its folder made."""
    path = tree / place
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _set_modes(tree: Path) -> None:
    """Give every file the mode it has in a package, whatever the builder's umask was."""
    programs = {tree / PROGRAM, *(tree / place for place in SCRIPTS)}
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)
