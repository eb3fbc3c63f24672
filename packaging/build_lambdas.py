"""Builds what the functions on AWS run: build/lambdas/code and build/lambdas/layer.

The code is this repository's backend and core and nothing else; the layer is what
backend_lambdas/requirements.txt locks, for Lambda's own system, without what nobody imports there.
boto3 is left to Lambda, which brings it. `sam deploy` takes both folders from here.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from backend_lambdas.local.code_archive import PROJECT, compile_folder, stage_code, zip_of

OUTPUT = PROJECT / "build" / "lambdas"
REQUIREMENTS = PROJECT / "backend_lambdas" / "requirements.txt"
PLATFORM = "x86_64-manylinux2014"
PYTHON = "3.11"
# greenlet serves SQLAlchemy's asyncio, and has no wheel for the older system of this runtime.
UNUSED_PACKAGES = {"greenlet"}
MEBIBYTE = 1024 * 1024
LARGEST_BYTES = 35 * MEBIBYTE
# Command line tools, C sources, tests and type hints are of no use to a function.
LEFT_OUT = (
    "bin",
    "**/tests",
    "**/testing",
    "**/*.pyi",
    "**/*.pyx",
    "**/*.c",
    "**/*.h",
    "**/*.so.a",
)


def build(output: Path = OUTPUT) -> int:
    """Build both folders afresh; return how many bytes are uploaded for them, compressed."""
    shutil.rmtree(output, ignore_errors=True)
    stage_code(output / "code")
    _install(output / "layer" / "python")
    return len(zip_of(output / "code")) + len(zip_of(output / "layer"))


def _install(target: Path) -> None:
    command = [_uv(), "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-deps", "--python-version", PYTHON, "--python-platform", PLATFORM]
    wanted = wanted_requirements(REQUIREMENTS.read_text())
    command += ["--target", str(target), "--requirements", "-"]
    subprocess.run(command, input=wanted, text=True, check=True)
    for pattern in LEFT_OUT:
        for path in list(target.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    compile_folder(target)


def wanted_requirements(locked: str) -> str:
    """Return the locked requirements without the packages that no function imports."""
    blocks = re.split(r"^(?=[a-z0-9])", locked, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.partition("==")[0] not in UNUSED_PACKAGES)


def _uv() -> str:
    beside_python = Path(sys.executable).with_name("uv")
    return str(beside_python) if beside_python.exists() else "uv"


def main() -> int:
    """Build and say how large it is; status 1 when it is larger than allowed."""
    size = build()
    print(f"{OUTPUT}: {size / MEBIBYTE:.1f} MiB compressed, of at most {LARGEST_BYTES // MEBIBYTE}")
    return int(size > LARGEST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
