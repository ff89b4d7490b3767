"""Logs that no honest ballot box keeps, signed with a test election's own keys (spec/log.md)."""

import base64, pathlib, struct, time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tiles import leaf_hash, node, tile_path

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COSIGNATURE = 4


def b64(data): return base64.b64encode(data).decode()


def tracking_code(leaf):
    value = int.from_bytes(leaf[:10], "big")
    symbols = "".join(ALPHABET[value >> (75 - 5 * i) & 31] for i in range(16))
    return "-".join(symbols[i:i + 4] for i in range(0, 16, 4))


class Key:
    """A private key file: it signs notes, or cosigns checkpoints."""

    def __init__(self, path):
        _, _, self.name, self.id, secret = pathlib.Path(path).read_text().strip().split("+", 4)
        self.type, *seed = base64.b64decode(secret)
        self.key = Ed25519PrivateKey.from_private_bytes(bytes(seed))

    def line(self, text):
        """The signature line under a note's text."""
        stamp = b""
        if self.type == COSIGNATURE:
            now = int(time.time())
            stamp = struct.pack(">Q", now)
            text = f"cosignature/v1\ntime {now}\n{text}"
        return f"— {self.name} {b64(bytes.fromhex(self.id) + stamp + self.key.sign(text.encode()))}\n"


class Log:
    """Entries, and what a log makes of them."""

    def __init__(self, entries, keys, witnesses=("witness-1", "witness-2")):
        """`keys` is the folder of the private keys; the first of `witnesses` cosign."""
        self.entries, self.key = entries, Key(keys / "log.key")
        self.witnesses = [Key(keys / f"{name}.key") for name in witnesses]
        self.rows = [[leaf_hash(entry) for entry in entries]]
        while len(self.rows[-1]) > 1:
            row = self.rows[-1]
            self.rows.append([node(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)])

    @property
    def leaves(self): return self.rows[0]

    def root(self, start=0, end=None):
        """The root of the entries from `start` until `end`."""
        end = len(self.entries) if end is None else end
        count = end - start
        if count & (count - 1) == 0:
            return self.rows[count.bit_length() - 1][start // count]
        half = 1 << (count - 1).bit_length() - 1
        return node(self.root(start, start + half), self.root(start + half, end))

    def proof(self, index, start, end):
        if end - start == 1:
            return []
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if index < middle:
            return [*self.proof(index, start, middle), self.root(middle, end)]
        return [*self.proof(index, middle, end), self.root(start, middle)]

    def checkpoint(self, size=None, cosigned=True):
        size = len(self.entries) if size is None else size
        text = f"{self.key.name}\n{size}\n{b64(self.root(0, size))}\n"
        return text + "\n" + self.key.line(text) + "".join(key.line(text) for key in self.witnesses if cosigned)

    def receipt(self, index, size=None, cosigned=True):
        size = len(self.entries) if size is None else size
        hashes = "".join(b64(hash) + "\n" for hash in self.proof(index, 0, size))
        return f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{self.checkpoint(size, cosigned)}"

    @property
    def ballots(self): return [index for index, entry in enumerate(self.entries) if entry[:1] == b"\1"]

    def write(self, folder, symbols=0):
        """The published files, with the tracking files of that many symbols."""
        size = len(self.entries)
        files = {"checkpoint": self.checkpoint().encode()}
        for level in range(8):
            row = self.rows[8 * level] if 8 * level < len(self.rows) else []
            for tile in range(0, len(row), 256):
                files[tile_path(level, tile // 256, len(row[tile:tile + 256]))] = b"".join(row[tile:tile + 256])
        for tile in range(0, size, 256):
            part = self.entries[tile:tile + 256]
            files[tile_path("entries", tile // 256, len(part))] = b"".join(struct.pack(">H", len(e)) + e for e in part)
        for index in sorted(self.ballots, key=lambda index: self.leaves[index][:10]):
            name = tracking_code(self.leaves[index]).replace("-", "")[:symbols] or "all"
            files[f"tracking/{name}"] = files.get(f"tracking/{name}",
                b"") + self.leaves[index][:10] + struct.pack(">I", index)
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
