"""The Debian package: what it depends on, and what it puts where."""

import hashlib
from pathlib import Path

import pytest
from debian_package import PROGRAM, stage
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
    programs = {tree / PROGRAM, tree / "DEBIAN/prerm"}
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
    assert set(scripts) == {"prerm"}
    assert "rm " not in scripts["prerm"].read_text(encoding="utf-8")
