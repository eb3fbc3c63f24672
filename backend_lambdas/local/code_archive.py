"""What is shipped to Lambda: backend, core and mail templates, compiled, and nothing else.

Knows nothing of AWS. Shipping `.pyc` files that are valid without a look at their source makes the
first call of a function more than twice as fast. Used by the launcher and by the build script.
"""

import compileall
import hashlib
import io
import py_compile
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = ("backend_lambdas", "pos_core", "resources/templates/mail")
LEFT_OUT = ("backend_lambdas/local", "backend_lambdas/stacks")
SUFFIXES = {".py", ".html", ".txt"}
NOT_CODE = {"requirements.txt"}


def shipped_files() -> Iterator[Path]:
    """Yield what is shipped, relative to the project, in a fixed order."""
    for folder in SHIPPED:
        for path in sorted((PROJECT / folder).rglob("*")):
            relative = path.relative_to(PROJECT)
            wanted = path.suffix in SUFFIXES and path.name not in NOT_CODE
            if wanted and not relative.as_posix().startswith(LEFT_OUT):
                yield relative


def stage_code(target: Path) -> None:
    """Copy what is shipped into an empty folder and compile it."""
    shutil.rmtree(target, ignore_errors=True)
    for relative in shipped_files():
        (target / relative).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / relative, target / relative)
    compile_folder(target)


def compile_folder(folder: Path) -> None:
    """Compile every module so that the `.pyc` is used without asking for the source's date."""
    compileall.compile_dir(
        folder,
        quiet=1,
        stripdir=str(folder),
        prependdir="/var/task",
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def fingerprint() -> str:
    """Return a short name for the present state of everything that is shipped."""
    digest = hashlib.sha256()
    for relative in shipped_files():
        digest.update(relative.as_posix().encode())
        digest.update((PROJECT / relative).read_bytes())
    return digest.hexdigest()[:16]


def zip_of(folder: Path) -> bytes:
    """Return a folder as a zip archive, the same bytes for the same files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                member = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0o644 << 16
                archive.writestr(member, path.read_bytes())
    return content.getvalue()
