"""What residents and witnesses have been given, held against what the box has after every restart."""
import json
import sqlite3

from notes import Broken, Key, Note, Receipt, Tree
from tiles import WIDTH, bundled, tile_path

# Of a ballot's bytes, where the credential of the one issuer stands (spec/cryptography.md, "Ballot").
CREDENTIAL = slice(38, 71)


class Evidence:
    def __init__(self, polls):
        self.log, self.witnesses = Key(polls.key("log")), [Key(polls.key("witness-1"))][:polls.quorum]
        self.database = polls.record / "box.sqlite"
        self.tree = Tree()
        # By size, the root that left the box first; by ballot, its index and checkpoint.
        self.heads, self.receipts = {}, {}
        self.newest = 0
        self.passed, self.losses = 0, []
        self.placed = {}

    def holds(self, condition, loss):
        if condition:
            self.passed += 1
        else:
            self.losses.append(loss)
            print(f"LOSS: {loss}", flush=True)
        return condition

    # What leaves the box.

    def saw(self, note, where):
        """A checkpoint that left the box: signed, and the only one of its size."""
        try:
            signed = self.log.signed(note)
        except Broken:
            signed = False
        self.holds(signed, f"{where}: the log has not signed its checkpoint of {note.size}")
        root = self.heads.setdefault(note.size, note.root)
        self.holds(root == note.root, f"a fork: {where} has another root of size {note.size}")
        self.newest = max(self.newest, note.size)

    def polled(self, data, least):
        """What `/log/checkpoint` says; `least` is the size it had said before."""
        note = Note(data.decode())
        self.saw(note, "/log/checkpoint")
        self.holds(note.size >= least, f"the checkpoint went back from {least} to {note.size}")
        return note.size

    def received(self, ballot, answer):
        """The answer to a ballot: its receipt, the same as before."""
        try:
            answer = json.loads(answer)
            receipt = Receipt(answer["receipt"])
            receipt.verify(ballot)
            complete = receipt.index == answer["index"] and all(key.signed(receipt.note) for key in self.witnesses)
        except (Broken, ValueError, KeyError) as error:
            self.holds(False, f"a receipt: {error!r}")
            return
        self.holds(complete, f"the receipt of entry {receipt.index} is not witnessed")
        self.saw(receipt.note, f"the receipt of entry {receipt.index}")
        known = self.receipts.setdefault(ballot, (receipt, answer["receipt"]))[0]
        self.holds((known.index, known.note.text) == (receipt.index, receipt.note.text),
                   f"one ballot has receipts of entries {known.index} and {receipt.index}, "
                   f"sizes {known.note.size} and {receipt.note.size}")

    # What the box has.

    async def compare(self, get):
        """Every entry that the box serves beside every receipt and checkpoint; `get` fetches a path. What leaves it
        meanwhile is for the next time."""
        least = self.newest
        note = Note((await get("/log/checkpoint")).decode())
        self.saw(note, "/log/checkpoint")
        if not self.holds(note.size >= least, f"entries are lost: {least} were signed, the box has {note.size}"):
            return
        known = len(self.tree.entries)
        for first in range(known - known % WIDTH, note.size, WIDTH):
            path = tile_path("entries", first // WIDTH, min(WIDTH, note.size - first))
            for place, entry in enumerate(bundled(await get(f"/log/{path}")), first):
                if place < known:
                    self.holds(self.tree.entries[place] == entry, f"entry {place} has changed")
                else:
                    self.append(place, entry)
        self.holds(self.tree.root(note.size) == note.root, f"the entries do not lead to the root of size {note.size}")
        for size, root in self.heads.items():
            if size <= note.size:
                self.holds(self.tree.root(size) == root, f"the tree of size {size} is no prefix of the log")
        for ballot, (receipt, _) in self.receipts.items():
            if receipt.index < note.size:
                self.holds(self.tree.entries[receipt.index] == ballot,
                           f"entry {receipt.index} is not the receipt's ballot")
        self.compare_credentials()

    def append(self, place, entry):
        self.tree.append(entry)
        if entry[:1] == b"\1":
            first = self.placed.setdefault(entry[CREDENTIAL], place)
            self.holds(first == place, f"a credential has ballots at entries {first} and {place}")

    def compare_credentials(self):
        """The box's table of used credentials, read beside it, is that of the entries."""
        database = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            spent = dict(database.execute("SELECT credential, place FROM spent"))
        finally:
            database.close()
        known = len(self.tree.entries)
        for credential, place in spent.items():
            if place < known:
                self.holds(self.placed.get(credential) == place,
                           f"a credential is used up by entry {place}, which is not its ballot")
        for credential, place in self.placed.items():
            self.holds(spent.get(credential) == place, f"the ballot at entry {place} does not use up its credential")
