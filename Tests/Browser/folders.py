"""A small election and its published folders, and what it takes to make others of them."""

import base64, hashlib, json, os, pathlib, re, shutil, subprocess, sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tiles import published_entries

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = re.compile(r'(<script[^>]*\bid="election"[^>]*>)(.*?)(</script>)', re.DOTALL)


class Counted:
    """A small election: `voting` is its site with the vote open, `site` published step by step until the result,
    `again` at once."""

    def __init__(self, programs, folder):
        self.folder, self.election, self.site = folder, folder / "election", folder / "site"
        self.voting, self.again, self.keys = folder / "voting", folder / "again", folder / "election" / "private"
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
        self.run(HERE / "tools" / "open-election", folder, "--small")
        opens = re.search('^opens = "(.*)"$', (self.election / "definition.toml").read_text(), re.MULTILINE)[1]
        self.run(sys.executable, HERE / "tools" / "hand-out-codes", "election/codes", "input/ballots.csv", "batch.csv")
        self.run("stembus", "cast", "election", "--batch", "batch.csv", "--receipts", "receipts", "--at", opens)
        self.run(HERE / "tools" / "publish-witnessed", folder, "--at", opens)
        shutil.copytree(self.site, self.voting)
        self.run(HERE / "tools" / "count-election", folder)
        self.publish("election", "again")
        size = int((self.site / "checkpoint").read_text().split("\n")[1])
        self.entries = published_entries(self.site, size)
        self.receipts = sorted((folder / "receipts").glob("*.tlog-proof"))

    def run(self, *command):
        done = subprocess.run([str(part) for part in command], cwd=self.folder if self.folder.exists() else None,
                              env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} {command[1]}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def publish(self, election, site): self.run("stembus-publish", election, site, "--quiet")


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
    shutil.copytree(counted.site, folder,
        ignore=shutil.ignore_patterns("tile", "tracking", "checkpoint", "checkpoints"))
    return folder
