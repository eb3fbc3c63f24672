"""The file layer of the very SQLite that the till ships, as C sees it.

`sqlcipher3` is one shared object with SQLite inside, which exports SQLite's C functions; so its
file layer (VFS) can be reached without a second SQLite in the process. Only the members that are
watched are described; everything else stays C and is never called from here.
"""

import ctypes
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from functools import cache

from sqlcipher3 import _sqlite3

OK = 0
IOERR_READ = 10 | 1 << 8
IOERR_SHORT_READ = 10 | 2 << 8
IOERR_WRITE = 10 | 3 << 8
IOERR_FSYNC = 10 | 4 << 8
FULL = 13

OPEN_CREATE = 0x4
OPEN_SYNCED_WITH_FOLDER = 0x800 | 0x4000 | 0x80000
"""Journal, super-journal, WAL: their folder is synced with their own first sync."""

Close = CFUNCTYPE(c_int, c_void_p)
Transfer = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class IoMethods(ctypes.Structure):
    """What can be done with an open file (`sqlite3_io_methods`, version 3)."""

    _fields_ = (
        ("version", c_int),
        ("close", Close),
        ("read", Transfer),
        ("write", Transfer),
        ("truncate", Truncate),
        ("sync", Sync),
        ("sizes_and_locks", c_void_p * 7),
        ("shared_memory", c_void_p * 4),
        ("mapping", c_void_p * 2),
    )


class Vfs(ctypes.Structure):
    """A file layer (`sqlite3_vfs`, version 3)."""

    _fields_ = (
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("app_data", c_void_p),
        ("open", Open),
        ("delete", Delete),
        ("others", c_void_p * 14),
    )


@cache
def library() -> ctypes.CDLL:
    """Return the shared object that `sqlcipher3` has loaded already."""
    loaded = ctypes.CDLL(_sqlite3.__file__)
    loaded.sqlite3_vfs_find.argtypes = (c_char_p,)
    loaded.sqlite3_vfs_find.restype = POINTER(Vfs)
    loaded.sqlite3_vfs_register.argtypes = (POINTER(Vfs), c_int)
    return loaded
