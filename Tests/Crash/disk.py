"""The files of a folder as a disk keeps them when the power is gone (disk.c knows what was made durable)."""
import ctypes
import os
import pathlib
import shutil
import struct
import subprocess

C = ctypes.CDLL(None, use_errno=True)
SECTOR = 512


def built(folder):
    """disk.c as a library."""
    library = folder / "disk.so"
    source = pathlib.Path(__file__).with_name("disk.c")
    subprocess.run(["clang", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl",
                    "-lpthread"], check=True)
    return library


def key(path):
    """An inode's number and when it was made, as disk.c has it: statx, which Python has not."""
    about = ctypes.create_string_buffer(256)
    if C.statx(-100, os.fsencode(path), 0, 0x100 | 0x800, about):
        raise OSError(ctypes.get_errno(), path)
    inode, = struct.unpack_from("Q", about, 32)
    seconds, nanoseconds = struct.unpack_from("qI", about, 80)
    return f"{inode}.{seconds}.{nanoseconds}"


class Disk:
    def __init__(self, library, folder, durable):
        self.library, self.folder, self.durable = library, folder.resolve(), durable
        self.settle()

    def environment(self, fault=None):
        return {"LD_PRELOAD": str(self.library), "DISK_FOLDER": str(self.folder), "DISK_DURABLE": str(self.durable),
                **({"DISK_FAULT": fault} if fault else {})}

    def files(self):
        return {path.name: path for path in self.folder.iterdir() if path.is_file()}

    def settle(self):
        """All that is there is on the disk for certain."""
        shutil.rmtree(self.durable, ignore_errors=True)
        (self.durable / "files").mkdir(parents=True)
        names = {name: key(path) for name, path in self.files().items()}
        for name, identity in names.items():
            shutil.copyfile(self.folder / name, self.durable / "files" / identity)
        (self.durable / "names").write_text("".join(f"{identity} {name}\n" for name, identity in names.items()))

    def cut(self, dice):
        """Nobody writes any more, and the power was gone: what was not synced is there wholly, in part or not at all.
        Whether files were made, renamed and removed since the folder was synced, is one throw for all of them."""
        synced = dict(reversed(line.split(" ", 1)) for line in (self.durable / "names").read_text().splitlines())
        there = {name: key(path) for name, path in self.files().items()}
        cached = {identity: (self.folder / name).read_bytes() for name, identity in there.items()}
        after = {}
        for name, identity in dice.choice([synced, there]).items():
            kept = self.durable / "files" / identity
            before = kept.read_bytes() if kept.exists() else b""
            after[name] = mixed(before, cached.get(identity, before), dice)
        for path in self.files().values():
            path.unlink()
        for name, data in after.items():
            # SQLite's index of its journal lives in memory.
            if not name.endswith("-shm"):
                (self.folder / name).write_bytes(data)
        self.settle()


def mixed(before, after, dice):
    """Sectors of the one and of the other."""
    if before == after:
        return after
    share = dice.choice([0, 0, 0.5, dice.random(), 1])
    size = len(after) if dice.random() < max(share, 0.2) else len(before)
    result = bytearray(before.ljust(max(len(before), len(after)), b"\0"))
    for start in range(0, len(after), SECTOR):
        if dice.random() < share:
            result[start:start + SECTOR] = after[start:start + SECTOR]
    return bytes(result[:size])
