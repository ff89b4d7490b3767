"""What residents ask the ballot finder, and the answers that are right: of an election's own folder, and of folders that
its box would never publish."""

import base64, dataclasses, hashlib, shutil

from folders import edited, key_file, pages_of
from log import Log, tracking_code
from tiles import tile_path

UNKNOWN = "0123-4567-89AB-CDEF"


@dataclasses.dataclass
class Question:
    """What a resident asks of a folder, and the answer that is right: its name, and the steps that must not hold."""

    name: str
    folder: str
    answer: str
    code: str = ""
    receipt: str = ""
    file: str = "receipt.tlog-proof"
    fails: tuple = ()
    near: str = ""


class Questions(list):
    """All questions; makes their folders under `sites`."""

    def __init__(self, counted, sites):
        self.counted, self.sites, self.entries, self.keys = counted, sites, counted.entries, counted.keys
        shutil.copytree(counted.site, sites / "honest")
        shutil.copytree(counted.voting, sites / "voting")
        self.log = Log(self.entries, self.keys)
        self.mine, self.other, self.third = self.log.ballots[7], self.log.ballots[3], self.log.ballots[2]
        self.code, self.other_code = (tracking_code(self.log.leaves[index]) for index in (self.mine, self.other))
        texts = (path.read_text() for path in counted.receipts)
        self.receipt = next(text for text in texts if f"\nindex {self.mine}\n" in text)
        self.other_receipt = self.log.receipt(self.other)
        self.size = int(self.receipt.split("\n\n")[1].split("\n")[1])
        for part in (self.honest, self.forged, self.elsewhere, self.signed_twice, self.uploading, self.unwitnessed,
                     self.late, self.damaged, self.large):
            part()

    def ask(self, name, folder, answer, *fails, **more): self.append(Question(name, folder, answer, fails=fails, **more))

    def site(self, name, log=None, symbols=0, **data):
        """A folder with the election's pages and another log; `data` are members of its finders' data block."""
        folder = pages_of(self.counted, self.sites / name)
        (log or self.log).write(folder, symbols)
        edited(folder, **data)
        return folder

    def log_of(self, name, origin):
        """The same entries in a log with a key of its own."""
        folder = self.counted.folder / name
        folder.mkdir()
        key_file(folder / "log.key", origin)
        return Log(self.entries, folder, ())

    def honest(self):
        log, code, receipt = self.log, self.code, self.receipt
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        self.ask("a tracking code", "honest", "found", code=code)
        self.ask("a tracking code as people type it", "honest", "found", code=typed)
        self.ask("a receipt", "honest", "found", receipt=receipt)
        self.ask("a receipt as the voting page names it", "honest", "found", receipt=receipt, file=f"{code}.txt")
        self.ask("a witnessed receipt", "honest", "found", receipt=log.receipt(self.mine, 200))
        self.ask("a receipt of the newest tree", "honest", "found", receipt=log.receipt(self.mine))
        self.ask("an unknown tracking code", "honest", "unknown", "index", code=UNKNOWN)
        self.ask("a mistyped tracking code", "honest", "unknown", "index", code=mistyped(code), near=code)
        self.ask("a tracking code with two symbols swapped", "honest", "unknown", "index", code=swapped(code), near=code)
        self.ask("a receipt under the name of another ballot", "honest", "mismatch", "code", receipt=receipt,
                 file=f"{self.other_code}.txt")
        self.ask("a receipt that the browser saved twice", "honest", "found", receipt=receipt, file=f"{code} (1).txt")
        self.ask("another ballot's, saved twice", "honest", "mismatch", "code", receipt=receipt,
                 file=f"{self.other_code} (1).txt")
        for file in ("0F8FAD5B-D9CB-469F-A165-70867728950E.txt", "stem 2027-0310-1200-0001.txt",
                     "FOTO-STEM-LILA-2027.txt", f"{self.other_code}.txt.txt"):
            self.ask(f"a receipt with the name {file}", "honest", "found", receipt=receipt, file=file)
        self.site("utc", time_zone="UTC")
        self.ask("a receipt of an act", "honest", "act", "ballot", receipt=log.receipt(3, self.size))
        self.ask("a file that is no receipt", "honest", "malformed", "receipt", receipt="my vote\n")
        self.ask("a receipt with Windows line ends", "honest", "malformed", "receipt",
                 receipt=receipt.replace("\n", "\r\n"))

    def forged(self):
        """Receipts that the log never gave."""
        log, receipt, place = self.log, self.receipt, f"index {self.mine}\n"
        mark, first_hash = f"— {log.key.name}", receipt.split("\n")[2][:8]
        witnessed = log.receipt(self.mine, self.size)
        unsigned = "".join(line for line in witnessed.splitlines(True) if not line.startswith(mark))
        twin = self.log_of("twin", log.key.name)
        for what, text in {
            "whose signature was changed": changed(receipt, mark, 30),
            "whose key id was changed": changed(receipt, mark, 0),
            "whose cosignature was changed": changed(witnessed, "— noord-2027/witness-1", 40),
            "signed by a key that calls itself the log": twin.receipt(self.mine, self.size),
            "that the witnesses signed and the log did not": unsigned,
        }.items():
            self.ask(f"a receipt {what}", "honest", "forged", "receipt-log", receipt=text)
        for what, text in {
            "whose proof was changed": changed(receipt, first_hash, 5),
            "with another index": receipt.replace(place, f"index {self.other}\n"),
            "with an index beyond its tree": receipt.replace(place, f"index {self.size}\n"),
            "with an index beyond every tree": receipt.replace(place, "index 900000000000\n"),
        }.items():
            self.ask(f"a receipt {what}", "honest", "forged", "receipt-inclusion", receipt=text)

    def elsewhere(self):
        self.another = self.log_of("elsewhere", "stem.example/zuid-2027")
        self.ask("a receipt of another election", "honest", "other", "origin",
                 receipt=self.another.receipt(self.mine, self.size))

    def signed_twice(self):
        """Logs that the log's own key signed a second time, otherwise."""
        mine, size, receipt, named = self.mine, self.size, self.receipt, f"{self.code}.txt"
        moved = self.entries.copy()
        moved[self.other], moved[self.third] = moved[self.third], moved[self.other]
        forked = Log(moved, self.keys)
        self.site("removed", Log(self.entries[:mine] + self.entries[mine + 1:], self.keys))
        self.site("forked", forked)
        self.site("shrunk", Log(self.entries[:size - 5], self.keys), close=size - 6)
        self.site("behind", Log(self.entries[:size - 5], self.keys), phase="voting", close=None)
        for answer in ("removed", "forked"):
            self.ask(f"a receipt against a log: {answer}", answer, answer, "prefix", receipt=receipt)
            self.ask(f"the same, with the tracking code: {answer}", answer, answer, "prefix", receipt=receipt, file=named)
        self.ask("a removed ballot's tracking code", "removed", "unknown", "index", code=self.code)
        self.ask("another ballot of that log", "removed", "found", code=self.other_code)
        self.ask("a receipt of a forked log, against the published one", "honest", "forked", "prefix",
                 receipt=forked.receipt(mine, size))
        self.ask("a forked checkpoint of the published size", "honest", "forked", "prefix", receipt=forked.receipt(mine))
        self.ask("a receipt of more than there is after the vote", "shrunk", "shrunk", "size", receipt=receipt)
        self.ask("a receipt of more than there is during the vote", "behind", "behind", "size", receipt=receipt)

    def uploading(self):
        """Folders whose new checkpoint, the last file of an upload, is still to come: the others are there."""
        voting = Log(self.entries[:self.size], self.keys)
        for name, log, data in (("uploading", voting, {"phase": "voting", "close": None}),
                                ("uploading the close", self.log, {})):
            (self.site(name, log, **data) / "checkpoint").write_text(self.log.checkpoint(self.mine))
            self.ask(f"a tracking code that is just published: {name}", name, "pending", code=self.code)
            self.ask(f"a receipt that is just published: {name}", name, "behind", "size", receipt=self.receipt)

    def unwitnessed(self):
        folder = self.site("few")
        (folder / "checkpoint").write_text(self.log.checkpoint(cosigned=False))
        self.site("quorum", Log(self.entries, self.keys, ("witness-1",)), witness_quorum=2)
        self.site("alone", Log(self.entries, self.keys, ()), witnesses=[], witness_quorum=0)
        self.ask("a log that no witness has seen", "few", "few", "witnesses", code=self.code)
        self.ask("a witnessed receipt in a log that no witness has seen", "few", "few", "witnesses",
                 receipt=self.log.receipt(self.mine, self.size))
        self.ask("one witness of two that are needed", "quorum", "few", "witnesses", code=self.code)
        self.ask("a log without witnesses", "alone", "found", code=self.code)

    def late(self):
        self.site("late", close=self.third)
        self.ask("a ballot after the close", "late", "late", "window", code=self.code)

    def damage(self, name, path, change, *fails, answer="damaged"):
        """A folder whose file at `path` is what `change` makes of its bytes, or is missing."""
        file = self.site(name) / path
        data = change(file.read_bytes())
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)
        self.ask(f"a folder with {name}", name, answer, *(fails or ("file",)), code=self.code)

    def damaged(self):
        count, mine = len(self.entries), self.entries[self.mine]
        tile, bundle, listed = tile_path(0, 0, count), tile_path("entries", 0, count), "tracking/all"
        gone, short = (lambda _: None), (lambda data: data[:-1])
        flipped = lambda place: lambda data: data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
        size = lambda data: data.replace(b"\n%d\n" % count, b"\n%d\n" % (count - 1))
        # A log's key that signs everything, as browsers see it.
        typed = b"\1" + bytes([1]) + bytes(31)
        identity = hashlib.sha256(self.log.key.name.encode() + b"\n" + typed).hexdigest()[:8]
        self.site("small-order", log_key=f"{self.log.key.name}+{identity}+{base64.b64encode(typed).decode()}")

        self.damage("no tile", tile, gone, "missing")
        self.damage("a changed tile", tile, flipped(40))
        self.damage("my leaf changed in its tile", tile, flipped(32 * self.mine))
        self.damage("a short tile", tile, short)
        self.damage("no bundle", bundle, gone, "missing")
        self.damage("a changed ballot", bundle, lambda data: data.replace(mine, mine[:100] + b"\0" + mine[101:]))
        self.damage("a bundle that is cut off", bundle, short)
        self.damage("no checkpoint", "checkpoint", gone, "missing")
        self.damage("a changed checkpoint", "checkpoint", size)
        self.damage("a checkpoint that is not UTF-8", "checkpoint", lambda data: data + b"\xff")
        self.damage("another log's checkpoint", "checkpoint", lambda _: self.another.checkpoint().encode())
        self.ask("an unknown tracking code in a folder with a changed tile", "a changed tile", "damaged", "index", "file",
                 code=UNKNOWN)
        self.ask("a receipt in a folder with a changed tile", "a changed tile", "damaged", "file", receipt=self.receipt)

        # The list of tracking codes, which nobody signed: it may mislead, but not deceive.
        def rewritten(*records):
            """The list with these records in my ballot's place."""
            def change(data):
                at = next(at for at in range(0, len(data), 14) if data[at:at + 10] == self.log.leaves[self.mine][:10])
                return data[:at] + b"".join(records) + data[at + 14:]
            return change

        record = lambda index: self.log.leaves[self.mine][:10] + index.to_bytes(4, "big")
        backwards = lambda data: b"".join(data[at:at + 14] for at in reversed(range(0, len(data), 14)))
        self.damage("a list that points elsewhere", listed, rewritten(record(self.other)), "code", "file")
        self.damage("a list that points beyond the log", listed, rewritten(record(65535)))
        self.damage("a list with a ballot twice", listed, rewritten(record(self.mine), record(self.mine)))
        self.damage("a list out of order", listed, backwards)
        self.damage("a list that is cut off", listed, short)
        self.damage("a list that lacks a ballot", listed, rewritten(), "index", answer="found")
        self.damage("no list", listed, gone, "index", answer="found")

    def large(self):
        """A log of several levels of tiles, with a list of tracking codes for each first symbol."""
        ballots = [b"\1" + number.to_bytes(4, "big") + bytes(40) for number in range(66_000)]
        log, far = Log(self.entries[:20] + ballots, self.keys), 65_900
        code = self.far_code = tracking_code(log.leaves[far])
        data = {"tracking_symbols": 1, "entries": len(log.entries), "ballots": len(ballots), "close": None}
        self.site("large", log, 1, **data)
        for index, size in [(20, 21), (254, 255), (255, 256), (256, 257), (20, 65_536), (65_535, 65_536),
                            (65_536, 65_537), (far, 66_000)]:
            self.ask(f"a receipt of {size} entries in a large log", "large", "found", receipt=log.receipt(index, size))
        self.ask("a tracking code in a large log", "large", "found", code=code)
        self.ask("an unknown tracking code in a large log", "large", "unlisted", "index", code=UNKNOWN)
        self.ask("a mistyped tracking code in a large log", "large", "unlisted", "index", code=mistyped(code), near=code)
        folder = self.site("another list", log, 1, **data) / "tracking"
        mine = folder / code[0]
        shutil.copy(next(path for path in sorted(folder.iterdir()) if path != mine), mine)
        self.ask("a list of other tracking codes", "another list", "damaged", "file", code=code)


def changed(text, line, place):
    """The text with a bit changed in the base64 at the end of the first line that begins with `line`."""
    lines = text.split("\n")
    number = next(number for number, found in enumerate(lines) if found.startswith(line))
    *words, encoded = lines[number].split(" ")
    data = bytearray(base64.b64decode(encoded))
    data[place] ^= 1
    lines[number] = " ".join([*words, base64.b64encode(data).decode()])
    return "\n".join(lines)


def mistyped(code): return code[:-1] + ("0" if code[-1] != "0" else "1")


def swapped(code):
    """The code with the first two neighbours that differ swapped."""
    symbols = code.replace("-", "")
    place = next(place for place in range(15) if symbols[place] != symbols[place + 1])
    symbols = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2:]
    return "-".join(symbols[at:at + 4] for at in range(0, 16, 4))
