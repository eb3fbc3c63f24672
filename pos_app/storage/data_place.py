"""Whether the data folder lies where a database may lie: on a disk of this machine.

A network share loses locks and flushes; a folder that a sync service mirrors has its files swapped
under the open database. Knows nothing of what is done about it.
"""

import sys
from pathlib import Path, PurePath

from pos_core.errors import StorageFailed

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone"}
    | {"fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
_MIRRORED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud",
)


def doubt_about(folder: Path, mounts: str | None = None) -> StorageFailed | None:
    """Return what is wrong with this place, None when nothing is known against it.

    `storage.in_synced_folder` or `storage.on_network`. `mounts` is the content of
    `/proc/self/mountinfo`, by default this machine's own.
    """
    if _is_mirrored(folder):
        return StorageFailed("storage.in_synced_folder", folder=str(folder))
    if _is_remote(folder, mounts):
        return StorageFailed("storage.on_network", folder=str(folder))
    return None


def _is_mirrored(folder: PurePath) -> bool:
    parts = [part.lower() for part in folder.parts]
    return any(
        part == name or part.startswith(f"{name} - ") for part in parts for name in _MIRRORED
    )


def _is_remote(folder: Path, mounts: str | None) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote)
    if mounts is None and not _MOUNTS.exists():
        return False
    return _kind_of_mount(folder, _MOUNTS.read_text() if mounts is None else mounts) in _REMOTE


def _kind_of_mount(folder: Path, mounts: str) -> str:
    """Return the file system of the longest mount point above a folder; the last one hides others.

    A line is: ids, root, mount point (5th), options, `-`, file system, source.
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = PurePath(fields[4].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split()[0]
    return kind
