"""Published folders to hold the ballot finder to: an election's own, and those that its box would never publish."""

import base64, dataclasses, json, os, pathlib, re, shutil, subprocess, sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from log import Log, hashlib, published_entries, tile_path, tracking_code

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
VOTED, CLOSED = "2027-03-10T12:00:00Z", "2027-03-22T23:00:00Z"
DATA = re.compile(r'(<script[^>]*\bid="election"[^>]*>)(.*?)(</script>)', re.DOTALL)


class Counted:
    """A small election: `voting` is its site with the vote open, `site` published step by step until the result,
    `again` at once."""

    def __init__(self, programs, folder):
        self.folder, self.election, self.site = folder, folder / "election", folder / "site"
        self.voting, self.again, self.keys = folder / "voting", folder / "again", folder / "election" / "private"
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
        self.run(HERE / "tools" / "open-election", folder, "--small")
        self.run(sys.executable, HERE / "tools" / "hand-out-codes", "election/codes", "input/ballots.csv", "batch.csv")
        self.run("stembus", "cast", "election", "--batch", "batch.csv", "--receipts", "receipts", "--at", VOTED)
        shutil.copytree(self.election, folder / "open")
        self.publish("open", "voting")
        self.witness("open", "voting")
        self.publish("open", "voting")
        self.run(HERE / "tools" / "count-election", folder, "--at", CLOSED)
        self.publish("election", "again")
        self.entries = published_entries(self.site)
        self.receipts = sorted((folder / "receipts").glob("*.tlog-proof"))

    def run(self, *command):
        done = subprocess.run([str(part) for part in command], cwd=self.folder if self.folder.exists() else None,
                              env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} {command[1]}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def publish(self, election, site): self.run("stembus-publish", election, site, "--quiet")

    def witness(self, election, site):
        for number in (1, 2):
            line = self.run("stembus-witness", site, "--key", f"{election}/private/witness-{number}.key", "--state",
                            f"witness-{number}-{site}", "--log", (self.election / "keys" / "log.vkey").read_text().strip())
            (self.folder / f"{site}-{number}.cosignature").write_text(line)
            self.run("stembus", "cosign", election, f"{site}-{number}.cosignature")


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


def key_file(path, name):
    """A new key of that name; returns its public form."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    secret = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    identity = hashlib.sha256(name.encode() + b"\n\1" + public).hexdigest()[:8]
    path.write_text(f"PRIVATE+KEY+{name}+{identity}+{base64.b64encode(bytes([1]) + secret).decode()}\n")
    return f"{name}+{identity}+{base64.b64encode(bytes([1]) + public).decode()}"


def edited(folder, **members):
    """Changes members of the data block of the folder's finders."""
    for page in [folder / "find.html", *folder.glob("*/find.html")]:
        text = page.read_text()
        head, data, tail = DATA.search(text).groups()
        data = json.dumps({**json.loads(data), **members})
        page.write_text(DATA.sub(lambda _: head + data + tail, text))


def pages_of(counted, folder):
    """The folder with the pages of the counted election, and none of its log."""
    shutil.copytree(counted.site, folder, ignore=shutil.ignore_patterns("tile", "tracking", "checkpoint", "checkpoints"))
    return folder


def bad_folders(counted, sites):
    """Makes every folder under `sites`. Returns the questions, and an honest ballot's tracking code and receipt."""
    entries, keys = counted.entries, counted.keys
    shutil.copytree(counted.site, sites / "honest")
    shutil.copytree(counted.voting, sites / "voting")
    honest = Log(entries, keys)
    mine, other = honest.ballots[7], honest.ballots[3]
    code = tracking_code(honest.leaves[mine])
    receipt = next(path for path in counted.receipts if f"\nindex {mine}\n" in path.read_text()).read_text()
    size = int(receipt.split("\n\n")[1].split("\n")[1])
    ask = lambda name, folder, answer, **more: Question(name, folder, answer, **more)
    questions = []

    def site(name, log=honest, symbols=0, **data):
        folder = pages_of(counted, sites / name)
        log.write(folder, symbols)
        if data:
            edited(folder, **data)
        return folder

    questions += [
        ask("a tracking code", "honest", "found", code=code),
        ask("a tracking code as people type it", "honest", "found", code=code.lower().replace("-", " ").replace("0", "o").replace("1", "l")),
        ask("a receipt", "honest", "found", receipt=receipt),
        ask("a receipt as the voting page names it", "honest", "found", receipt=receipt, file=f"{code}.txt"),
        ask("a witnessed receipt", "honest", "found", receipt=honest.receipt(mine, 200)),
        ask("a receipt of the newest tree", "honest", "found", receipt=honest.receipt(mine)),
        ask("an unknown tracking code", "honest", "unknown", code="0123-4567-89AB-CDEF", fails=("index",)),
        ask("a mistyped tracking code", "honest", "unknown", code=code[:-1] + ("0" if code[-1] != "0" else "1"), near=code, fails=("index",)),
        ask("a tracking code with two symbols swapped", "honest", "unknown", code=swapped(code), near=code, fails=("index",)),
        ask("a receipt under the name of another ballot", "honest", "mismatch", receipt=receipt,
            file=f"{tracking_code(honest.leaves[other])}.txt", fails=("code",)),
        ask("a receipt of an act", "honest", "act", receipt=honest.receipt(3, size), fails=("ballot",)),
        ask("a file that is no receipt", "honest", "malformed", receipt="my vote\n", fails=("receipt",)),
        ask("a receipt with Windows line ends", "honest", "malformed", receipt=receipt.replace("\n", "\r\n"), fails=("receipt",)),
    ]

    # Receipts that the log never gave.
    def changed(text, line, place):
        lines = text.split("\n")
        number = next(i for i, found in enumerate(lines) if found.startswith(line))
        data = lines[number].split(" ")
        raw = bytearray(base64.b64decode(data[-1]))
        raw[place] ^= 1
        lines[number] = " ".join([*data[:-1], base64.b64encode(raw).decode()])
        return "\n".join(lines)

    first_hash = receipt.split("\n")[2][:8]
    signature = f"— {honest.key.name}"
    twin = counted.folder / "twin"
    twin.mkdir()
    key_file(twin / "log.key", honest.key.name)
    questions += [
        ask("a receipt whose signature was changed", "honest", "forged", receipt=changed(receipt, signature, 30), fails=("receipt-log",)),
        ask("a receipt signed by a key that calls itself the log", "honest", "forged",
            receipt=Log(entries, twin, ()).receipt(mine, size), fails=("receipt-log",)),
        ask("a receipt whose key id was changed", "honest", "forged", receipt=changed(receipt, signature, 0), fails=("receipt-log",)),
        ask("a receipt whose cosignature was changed", "honest", "forged",
            receipt=changed(honest.receipt(mine, size), "— noord-2027/witness-1", 40), fails=("receipt-log",)),
        ask("a receipt that the witnesses signed and the log did not", "honest", "forged", fails=("receipt-log",),
            receipt="".join(line for line in honest.receipt(mine, size).splitlines(True) if not line.startswith(signature))),
        ask("a receipt whose proof was changed", "honest", "forged", receipt=changed(receipt, first_hash, 5), fails=("receipt-inclusion",)),
        ask("a receipt with another index", "honest", "forged", receipt=receipt.replace(f"index {mine}\n", f"index {other}\n"), fails=("receipt-inclusion",)),
        ask("a receipt with an index beyond its tree", "honest", "forged", receipt=receipt.replace(f"index {mine}\n", f"index {size}\n"), fails=("receipt-inclusion",)),
        ask("a receipt with an index beyond every tree", "honest", "forged", receipt=receipt.replace(f"index {mine}\n", "index 900000000000\n"), fails=("receipt-inclusion",)),
    ]
    elsewhere = counted.folder / "elsewhere"
    elsewhere.mkdir()
    key_file(elsewhere / "log.key", "stem.example/zuid-2027")
    questions.append(ask("a receipt of another election", "honest", "other",
                         receipt=Log(entries, elsewhere, ()).receipt(mine, size), fails=("origin",)))

    # Logs that the log's own key signed a second time, otherwise.
    without = Log(entries[:mine] + entries[mine + 1:], keys)
    site("removed", without)
    moved = entries.copy()
    moved[other], moved[honest.ballots[2]] = moved[honest.ballots[2]], moved[other]
    forked = Log(moved, keys)
    site("forked", forked)
    site("shrunk", Log(entries[:size - 5], keys))
    site("behind", Log(entries[:size - 5], keys), phase="voting")
    questions += [
        ask("a receipt of a ballot that was removed", "removed", "removed", receipt=receipt, fails=("prefix",)),
        ask("the same, with the tracking code", "removed", "removed", receipt=receipt, file=f"{code}.txt", fails=("prefix",)),
        ask("a removed ballot's tracking code", "removed", "unknown", code=code, fails=("index",)),
        ask("another ballot of that log", "removed", "found", code=tracking_code(honest.leaves[other])),
        ask("a receipt against a forked log", "forked", "forked", receipt=receipt, fails=("prefix",)),
        ask("the same, with the tracking code", "forked", "forked", receipt=receipt, file=f"{code}.txt", fails=("prefix",)),
        ask("a receipt of a forked log, against the published one", "honest", "forked", receipt=forked.receipt(mine, size), fails=("prefix",)),
        ask("a forked checkpoint of the published size", "honest", "forked", receipt=forked.receipt(mine), fails=("prefix",)),
        ask("a receipt of more than there is after the vote", "shrunk", "shrunk", receipt=receipt, fails=("size",)),
        ask("a receipt of more than there is during the vote", "behind", "behind", receipt=receipt, fails=("size",)),
    ]

    # Too few witnesses.
    folder = site("few")
    (folder / "checkpoint").write_text(honest.checkpoint(cosigned=False))
    site("quorum", Log(entries, keys, ("witness-1",)), witness_quorum=2)
    questions += [
        ask("a log that no witness has seen", "few", "few", code=code, fails=("witnesses",)),
        ask("a witnessed receipt in a log that no witness has seen", "few", "few", receipt=honest.receipt(mine, size), fails=("witnesses",)),
        ask("one witness of two that are needed", "quorum", "few", code=code, fails=("witnesses",)),
    ]

    site("alone", Log(entries, keys, ()), witnesses=[], witness_quorum=0)
    questions.append(ask("a log without witnesses", "alone", "found", code=code))

    # A ballot after the close, which the page is told of.
    site("late", close=mine - 1)
    questions.append(ask("a ballot after the close", "late", "late", code=code, fails=("window",)))

    # A log's key that signs everything, as browsers see it.
    typed = b"\1" + bytes([1]) + bytes(31)
    identity = hashlib.sha256(honest.key.name.encode() + b"\n" + typed).hexdigest()[:8]
    site("small-order", log_key=f"{honest.key.name}+{identity}+{base64.b64encode(typed).decode()}")

    # Folders that are damaged.
    tile, bundle = tile_path(0, 0, len(entries)), tile_path("entries", 0, len(entries))

    def damage(name, path, change, **more):
        folder = site(name)
        data = change((folder / path).read_bytes())
        if data is None:
            (folder / path).unlink()
        else:
            (folder / path).write_bytes(data)
        questions.append(ask(f"a folder with {name}", name, more.pop("answer", "damaged"), code=code, fails=more.pop("fails", ("file",)), **more))

    flipped = lambda place: lambda data: data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
    listed = (sites / "forked" / "tracking" / "all").read_bytes()
    records = [listed[i:i + 14] for i in range(0, len(listed), 14)]
    number = next(i for i, record in enumerate(records) if record[:10] == honest.leaves[mine][:10])
    damage("no tile", tile, lambda _: None, fails=("missing",))
    damage("a changed tile", tile, flipped(40))
    damage("my leaf changed in its tile", tile, flipped(32 * mine))
    damage("a short tile", tile, lambda data: data[:-1])
    damage("no bundle", bundle, lambda _: None, fails=("missing",))
    damage("a changed ballot", bundle, lambda data: data.replace(entries[mine], entries[mine][:100] + b"\0" + entries[mine][101:]))
    damage("a bundle that is cut off", bundle, lambda data: data[:-1])
    damage("no checkpoint", "checkpoint", lambda _: None, fails=("missing",))
    damage("a changed checkpoint", "checkpoint", lambda data: data.replace(b"\n%d\n" % len(entries), b"\n%d\n" % (len(entries) - 1)))
    damage("a checkpoint that is not UTF-8", "checkpoint", lambda data: data + b"\xff")
    damage("another log's checkpoint", "checkpoint", lambda _: Log(entries, elsewhere, ()).checkpoint().encode())
    damage("a tracking file that points elsewhere", "tracking/all",
           lambda _: b"".join(records[:number] + [records[number][:10] + other.to_bytes(4, "big")] + records[number + 1:]), fails=("code", "file"))
    damage("a tracking file that points beyond the log", "tracking/all",
           lambda _: b"".join(records[:number] + [records[number][:10] + b"\0\0\xff\xff"] + records[number + 1:]))
    damage("a tracking file out of order", "tracking/all", lambda _: b"".join(reversed(records)))
    damage("a tracking file with a ballot twice", "tracking/all", lambda _: b"".join(records[:number] + [records[number]] + records[number:]))
    damage("a tracking file that is cut off", "tracking/all", lambda data: data[:-1])
    damage("a tracking file that lacks a ballot", "tracking/all", lambda _: b"".join(records[:number] + records[number + 1:]),
           answer="found", fails=("index",))
    damage("no tracking file", "tracking/all", lambda _: None, answer="found", fails=("index",))

    questions += [
        ask("an unknown tracking code in a folder with a changed tile", "a changed tile", "damaged", code="0123-4567-89AB-CDEF", fails=("index", "file")),
        ask("a receipt in a folder with a changed tile", "a changed tile", "damaged", receipt=receipt, fails=("file",)),
    ]

    # A log of several levels of tiles, with a tracking file for each first symbol.
    large = Log(entries[:20] + [b"\1" + number.to_bytes(4, "big") + bytes(40) for number in range(66_000)], keys)
    far = 65_900
    site("large", large, 1, tracking_symbols=1, entries=len(large.entries), ballots=66_000, close=None)
    questions += [ask(f"a receipt of {size} entries in a large log", "large", "found", receipt=large.receipt(index, size))
                  for index, size in [(20, 21), (254, 255), (255, 256), (256, 257), (20, 65_536), (65_535, 65_536), (65_536, 65_537), (far, 66_000)]]
    questions += [
        ask("a tracking code in a large log", "large", "found", code=tracking_code(large.leaves[far])),
        ask("an unknown tracking code in a large log", "large", "unknown", code="0123-4567-89AB-CDEF", fails=("index",)),
        ask("a mistyped tracking code in a large log", "large", "unknown", near=tracking_code(large.leaves[far]),
            code=tracking_code(large.leaves[far])[:-1] + ("0" if tracking_code(large.leaves[far])[-1] != "0" else "1"), fails=("index",)),
    ]
    swap = site("another list", large, 1, tracking_symbols=1)
    lists = sorted((swap / "tracking").iterdir())
    mine = swap / "tracking" / tracking_code(large.leaves[far])[0]
    shutil.copy(next(path for path in lists if path != mine), mine)
    questions.append(ask("a list of other tracking codes", "another list", "damaged", code=tracking_code(large.leaves[far]), fails=("file",)))
    return questions, code, receipt


def swapped(code):
    """The code with the first two neighbours that differ swapped."""
    symbols = code.replace("-", "")
    place = next(i for i in range(15) if symbols[i] != symbols[i + 1])
    symbols = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2:]
    return "-".join(symbols[i:i + 4] for i in range(0, 16, 4))
