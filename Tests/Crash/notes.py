"""Reads and checks what the log signs: signed notes, checkpoints, receipts (spec/log.md), with hashlib and
`cryptography` alone, so that a mistake of the box's own code is not made twice."""
import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Broken(Exception):
    """What was expected and what was found."""


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Key:
    """`name+id+base64(type || key)`: 1 signs notes, 4 cosigns checkpoints."""

    def __init__(self, text):
        self.name, identity, encoded = text.split("+", 2)
        self.identity, key = bytes.fromhex(identity), base64.b64decode(encoded)
        self.type, self.key = key[0], Ed25519PublicKey.from_public_bytes(key[1:])

    def signed(self, note):
        """Whether a line of the note is this key's. Raises Broken when it is and does not verify."""
        for name, payload in note.lines:
            if name != self.name or payload[:4] != self.identity:
                continue
            message, signature = note.text.encode(), payload[4:]
            if self.type == 4:
                time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
                message = f"cosignature/v1\ntime {time}\n".encode() + message
            try:
                self.key.verify(signature, message)
            except InvalidSignature:
                raise Broken(f"the signature of {name} does not verify") from None
            return True
        return False


class Note:
    """A signed checkpoint."""

    def __init__(self, data):
        self.text, _, lines = data.rpartition("\n\n")
        self.text += "\n"
        try:
            self.origin, size, root = self.text.split("\n")[:-1]
            self.size, self.root = int(size), base64.b64decode(root, validate=True)
            parts = [line.split(" ") for line in lines.split("\n")[:-1]]
            self.lines = [(name, base64.b64decode(payload, validate=True)) for _, name, payload in parts]
        except ValueError:
            raise Broken(f"expected a checkpoint, found {data!r}") from None


class Receipt:
    """That an entry stands in the log under a signed checkpoint."""

    def __init__(self, text):
        head, _, note = text.partition("\n\n")
        try:
            header, index, *hashes = head.split("\n")
            self.index = int(index.removeprefix("index "))
            self.hashes = [base64.b64decode(line, validate=True) for line in hashes]
        except ValueError:
            raise Broken(f"expected a receipt, found {text!r}") from None
        if header != "c2sp.org/tlog-proof@v1":
            raise Broken(f"expected a receipt, found {header!r}")
        self.note = Note(note)

    def verify(self, entry):
        """Raises Broken unless the entry stands in the checkpoint's tree (RFC 9162, 2.1.3.2)."""
        first, last, reached = self.index, self.note.size - 1, leaf_hash(entry)
        if first > last:
            raise Broken(f"index {first} is not in a log of {last + 1} entries")
        for other in self.hashes:
            if last == 0:
                raise Broken("the inclusion proof is too long")
            if first & 1 or first == last:
                reached = node(other, reached)
                while first and not first & 1:
                    first, last = first >> 1, last >> 1
            else:
                reached = node(reached, other)
            first, last = first >> 1, last >> 1
        if last != 0 or reached != self.note.root:
            raise Broken(f"the inclusion proof of entry {self.index} does not lead to the root of {self.note.size}")


class Tree:
    """The log's entries, with the roots of all its sizes (RFC 9162, 2.1.1)."""

    def __init__(self):
        self.entries, self.levels = [], [[]]

    def append(self, entry):
        self.entries.append(entry)
        hashed, level = leaf_hash(entry), 0
        while True:
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(hashed)
            if len(self.levels[level]) % 2:
                return
            hashed, level = node(*self.levels[level][-2:]), level + 1

    def root(self, size):
        """Of the first `size` entries: the complete trees that the size is made of, joined from the smallest on."""
        joined, place = None, size
        for level in range(size.bit_length()):
            if place & 1:
                complete = self.levels[level][place - 1]
                joined = complete if joined is None else node(complete, joined)
            place >>= 1
        return joined or hashlib.sha256(b"").digest()
