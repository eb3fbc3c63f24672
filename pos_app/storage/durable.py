"""Getting bytes onto the disk for good: what a power cut after the return can no longer take away.

Knows nothing of what the files hold.
"""

import os
import sys
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

    def flush_file(descriptor: int) -> None:
        """Wait until a file's content is on the disk; plain `fsync` stops at the drive's cache."""
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
elif sys.platform == "win32":

    def flush_file(descriptor: int) -> None:
        """Wait until a file's content is on the disk."""
        os.fsync(descriptor)
else:

    def flush_file(descriptor: int) -> None:
        """Wait until a file's content and length are on the disk, its other dates aside."""
        os.fdatasync(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until names in a folder (made, renamed, removed) are on the disk.

    Windows has no such call: NTFS keeps names in a journal of its own.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_path(file: Path) -> None:
    """Wait until a closed file's content is on the disk."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        flush_file(descriptor)
    finally:
        os.close(descriptor)
