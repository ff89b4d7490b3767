"""An election whose vote is open, with ballots that are sealed beforehand, for a box to be tried on."""
import csv
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
DISTRICT = "noord-oost"
# The most codes that one act issues.
ACT = 1000


class Polls:
    """`ballots` of them, made in the folder with the programs of a folder."""

    def __init__(self, programs, folder, ballots, quorum=1):
        self.folder, self.record, self.quorum = folder, folder / "election", quorum
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
        self.run(HERE / "tools" / "open-election", folder, "--open-now", "--quorum", quorum)
        with (folder / "input" / "ballots.csv").open(newline="") as file:
            choices = [row["projects"] for row in csv.DictReader(file) if row["district"] == DISTRICT]
        codes = []
        for start in range(0, ballots, ACT):
            issued = folder / f"codes-{start}.csv"
            self.run("stembus", "issue", "election", "--district", DISTRICT, "--count", min(ACT, ballots - start),
                     "--reason", "walk-in", "--channel", "bus", "--codes", issued)
            with issued.open(newline="") as file:
                codes += [row["code"] for row in csv.DictReader(file)]
        with open(os.open(folder / "batch.csv", os.O_WRONLY | os.O_CREAT, 0o600), "w", newline="") as file:
            batch = csv.writer(file, lineterminator="\n")
            batch.writerow(["code", "projects"])
            batch.writerows([code, choices[place % len(choices)]] for place, code in enumerate(codes))
        self.run("stembus", "seal", "election", "--batch", "batch.csv", "--out", "sealed")
        self.ballots = bundle((folder / "sealed").read_bytes())

    def run(self, *command):
        return subprocess.run([str(part) for part in command], cwd=self.folder if self.folder.exists() else None,
                              env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def key(self, name):
        """A public key, as the notes' verifier keys are written."""
        return (self.record / "keys" / f"{name}.vkey").read_text().strip()

    def witness_command(self, state, port):
        return ["stembus-witness", "serve", "--key", f"{self.record}/private/witness-1.key", "--state", str(state),
                "--log", self.key("log"), "--port", str(port)]

    def box_command(self, port, witness, *more, record=None):
        name = self.key("witness-1").split("+")[0]
        asked = ["--witness", f"{name}=http://127.0.0.1:{witness}"] if self.quorum else []
        return ["stembus-box", "serve", str(record or self.record), "--port", str(port), "--rate", "0", *asked, *more]


def bundle(data):
    """The entries of a bundle: each after its length in two bytes."""
    entries, place = [], 0
    while place < len(data):
        end = place + 2 + int.from_bytes(data[place:place + 2], "big")
        entries.append(data[place + 2:end])
        place = end
    return entries
