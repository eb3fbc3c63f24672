"""The Debian package: what it depends on, and what it puts where."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
from debian_package import PROGRAM, SCRIPTS, stage
from shared_libraries import TABLE, Needs, UnknownLibrary, packages_for, read_needs

OBJDUMP = """\
/bundle/libexample.so:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libxcb-cursor.so.0
  NEEDED               libQt6Core.so.6
  NEEDED               libc.so.6

Version References:
  required from libc.so.6:
    0x09691a75 0x00 03 GLIBC_2.4
    0x069691b4 0x00 02 GLIBC_2.34
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files of a package of a small bundle, one of which only its builder may read."""
    bundle, tree = tmp_path / "bundle", tmp_path / "tree"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "salepoint").write_bytes(b"\x7fELF")
    private = bundle / "_internal" / "licences.txt"
    private.write_text("MIT\n" * 300, encoding="utf-8")
    private.chmod(0o600)
    about = {"version": "1.2.3", "architecture": "amd64"}
    stage(bundle, tree, about, ["libc6 (>= 2.34)", "libxcb-cursor0"])
    return tree


def fields(tree: Path) -> dict[str, str]:
    """The fields of the control file; the description by its first line."""
    lines = (tree / "DEBIAN/control").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if not line.startswith(" "))


def test_a_library_that_the_bundle_holds_is_not_asked_of_the_system() -> None:
    needs = read_needs(OBJDUMP, {"libQt6Core.so.6"})
    assert needs == Needs(frozenset({"libxcb-cursor.so.0", "libc.so.6"}), "2.34")
    packages = packages_for(needs, TABLE.read_text(encoding="utf-8"))
    assert packages == ["libc6 (>= 2.34)", "libxcb-cursor0"]


def test_a_library_that_nobody_listed_stops_the_build_with_its_name() -> None:
    with pytest.raises(UnknownLibrary, match=r"libQt6Core\.so\.6.*libraries\.txt"):
        packages_for(read_needs(OBJDUMP, set()), TABLE.read_text(encoding="utf-8"))


def test_a_renamed_package_is_asked_for_by_either_name() -> None:
    needs = Needs(frozenset({"libglib-2.0.so.0", "libgthread-2.0.so.0"}), "2.34")
    packages = packages_for(needs, TABLE.read_text(encoding="utf-8"))
    assert packages == ["libglib2.0-0t64 | libglib2.0-0"]


def test_the_package_says_what_it_is_and_needs(tree: Path) -> None:
    found = fields(tree)
    assert (found["Package"], found["Version"]) == ("salepoint", "1.2.3")
    assert found["Architecture"] == "amd64"
    assert found["Depends"] == "libc6 (>= 2.34), libxcb-cursor0"
    assert int(found["Installed-Size"]) >= 3
    assert "$" not in (tree / "DEBIAN/control").read_text(encoding="utf-8")


def test_everybody_may_read_and_start_it(tree: Path) -> None:
    modes = {path: path.stat().st_mode & 0o777 for path in tree.rglob("*") if not path.is_symlink()}
    programs = {tree / PROGRAM, *(tree / place for place in SCRIPTS)}
    for path, mode in modes.items():
        assert mode == (0o755 if path.is_dir() or path in programs else 0o644), path


def test_the_command_and_the_menu_entry_lead_to_the_program(tree: Path) -> None:
    assert str((tree / "usr/bin/salepoint").readlink()) == f"/{PROGRAM}"
    entry = (tree / "usr/share/applications/salepoint.desktop").read_text(encoding="utf-8")
    assert "\nExec=salepoint\n" in entry
    assert "\nIcon=salepoint\n" in entry
    assert (tree / "usr/share/icons/hicolor/scalable/apps/salepoint.svg").is_file()


def test_every_installed_file_can_be_verified(tree: Path) -> None:
    sums = (tree / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines()
    listed = {name: total for total, name in (line.split("  ") for line in sums)}
    program = (tree / PROGRAM).read_bytes()
    assert listed[PROGRAM] == hashlib.md5(program, usedforsecurity=False).hexdigest()
    assert not any(name.startswith("DEBIAN") for name in listed)


def test_no_script_of_the_package_touches_what_people_keep(tree: Path) -> None:
    scripts = {path.name: path for path in (tree / "DEBIAN").iterdir() if path.stat().st_mode & 1}
    assert set(scripts) == {"prerm", "postrm"}
    for script in scripts.values():
        assert not re.search(r"\b(rm|rmdir|unlink|mv|truncate)\b", script.read_text("utf-8"))


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with two people, one of whom has three unsent sales, and a till of the owner's."""
    root = tmp_path / "root"
    (root / "etc" / "salepoint").mkdir(parents=True)
    people = ("anna:x:1000:1000::/people/anna:/bin/sh", "ben:x:1001:1001::/people/ben:/bin/sh")
    (root / "etc/passwd").write_text("\n".join((*people, "")), encoding="utf-8")
    owners = 'locale = "en_GB"\ndata_dir = "/srv/till one"  # the counter\n'
    (root / "etc/salepoint/settings.toml").write_text(owners, encoding="utf-8")
    books(root / "people/anna/.local/share/salepoint", "unsent_sales=3\noldest=2026\n")
    books(root / "people/ben/.local/share/salepoint", "unsent_sales=0\n")
    books(root / "srv/till one", "")
    return root


def books(folder: Path, note: str) -> None:
    folder.mkdir(parents=True)
    (folder / "till.db").write_bytes(b"books")
    if note:
        (folder / "unsent.txt").write_text(note, encoding="ascii")


def run_script(tree: Path, machine: Path, name: str, act: str) -> list[str]:
    """Run a script as dpkg does, on another root; return what it says."""
    installed = machine / f"salepoint.{name}"
    installed.write_bytes((tree / "DEBIAN" / name).read_bytes())
    done = subprocess.run(
        ["/bin/sh", str(installed), act, "2.0"],
        env={"PATH": "/usr/bin:/bin", "DPKG_ROOT": str(machine)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.replace(str(machine), "") for line in done.stdout.splitlines()]


def kept(machine: Path) -> list[str]:
    return sorted(str(path.relative_to(machine)) for path in machine.rglob("till.db"))


@pytest.mark.parametrize(
    ("act", "promise"),
    [
        ("remove", "install it again to send them."),
        ("purge", "not purged; install it again to send them."),
    ],
)
def test_removing_says_where_the_books_are_and_what_is_unsent(
    act: str, promise: str, tree: Path, machine: Path
) -> None:
    before = kept(machine)
    folder = ".local/share/salepoint"
    assert run_script(tree, machine, "postrm", act) == [
        f"SalePoint's books stay in /people/anna/{folder} WITH 3 UNSENT SALES: {promise}",
        f"SalePoint's books stay in /people/ben/{folder}; all sales are in the shop's books.",
        "SalePoint's books stay in /srv/till one; whether all is sent, the till can tell.",
    ]
    assert kept(machine) == before


def test_an_upgrade_tells_that_the_new_version_sends_what_waits(tree: Path, machine: Path) -> None:
    said = run_script(tree, machine, "prerm", "upgrade")
    assert said[0].endswith("WITH 3 UNSENT SALES: the new version sends them.")
    assert run_script(tree, machine, "postrm", "upgrade") == []


def test_a_machine_without_books_is_told_nothing(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/passwd").write_text("anna:x:1000:1000::/people/anna:/bin/sh\n", "utf-8")
    assert run_script(tree, tmp_path, "postrm", "purge") == []
    assert run_script(tree, tmp_path, "prerm", "remove") == []
