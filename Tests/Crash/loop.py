"""The loop itself: voters at work, kills, faults and power cuts, and a look at everything after each restart."""
import asyncio
import collections
import subprocess

import boxes
from disk import Disk
from evidence import Evidence
from full import full
from notes import Note
from programs import Program
from sweep import sweep
from voters import Voters

# The most calls to the disk that a fault waits for.
CALLS = {"open": 12, "read": 60, "write": 60, "truncate": 2, "sync": 20, "rename": 8, "any": 100}
# Ballots that are kept for what comes after the loop.
SPARE = 60
# Seconds for the last ballots.
PATIENCE = 120


class Loop:
    """`kills` of the election's box and witness, while all of its ballots but SPARE are cast."""

    def __init__(self, polls, library, dice, kills, gather):
        self.polls, self.dice, self.most, self.evidence = polls, dice, kills, Evidence(polls)
        state = polls.folder / "witness-1"
        state.mkdir()
        # Of the two the witness is started first.
        self.witness = Program("witness", lambda port: polls.witness_command(state, port), polls,
                               Disk(library, state, polls.folder / "durable-witness"), self.evidence)
        self.box = Program("box", lambda port: polls.box_command(port, self.witness.port, "--gather", str(gather)), polls,
                           Disk(library, polls.record, polls.folder / "durable-box"), self.evidence)
        self.programs = [self.witness, self.box] if polls.quorum else [self.box]
        self.kills, self.cuts, self.swept = collections.Counter(), 0, 0

    async def run(self, voters):
        early = self.polls.folder / "early.sqlite"
        early.write_bytes((self.polls.record / "box.sqlite").read_bytes())
        ballots = list(self.polls.ballots)
        spare = [ballots.pop() for _ in range(SPARE)]
        count, crowd = len(ballots), 3 * len(ballots) // self.most
        voters = Voters(self.box, self.evidence, self.dice, voters)
        while self.kills.total() < self.most:
            # Crowds, and lulls in which only those come again who have no receipt yet.
            voters.hand_out([ballots.pop() for _ in range(min(self.dice.choice([0, 1, 10, 20, crowd]), len(ballots)))])
            await self.round(voters)
        # So that no fault is left, which could end one of them from here on.
        await self.end(*self.programs)
        await self.revive()
        voters.hand_out(ballots)
        for _ in range(PATIENCE):
            if voters.fresh or not voters.waiting <= self.evidence.receipts.keys():
                await asyncio.sleep(1)
        voters.stop()
        await self.compare(voters)
        for program in reversed(self.programs):
            await program.ended()
        verify(self.polls, self.evidence)
        # stembus-publish has moved the journal into the database.
        self.box.disk.settle()
        for what, found in (("have a receipt", self.evidence.receipts), ("are in the log", self.evidence.placed)):
            self.evidence.holds(len(found) == count, f"{count} voted, {len(found)} {what}")
        self.swept = await sweep(self, spare[3:])
        await full(self, spare[2])
        await self.end(*self.programs)
        await boxes.copies(self.polls, self.witness, spare, early, self.evidence)

    async def round(self, voters):
        """All run, perhaps on a disk that fails; then one ends or both do."""
        dice = self.dice
        await self.revive(box=self.fault(0.6), witness=self.fault(0.2))
        await self.compare(voters)
        if dice.random() < 0.1:
            await boxes.second(self.box, self.evidence)
        # A fault has time to come about.
        for _ in range(dice.randint(0, 200 if self.box.fault else 60)):
            if self.box.is_running():
                await asyncio.sleep(0.01)
        await self.end(*dice.choice([[self.box], [self.box], [self.witness], self.programs]))
        if self.box.is_at_rest and dice.random() < 0.1:
            # While it starts.
            await self.box.start(self.fault(0.5))
            await asyncio.sleep(dice.uniform(0, 0.3))
            await self.end(self.box)
        if not self.witness.is_running():
            # The box goes on without its witness.
            await asyncio.sleep(dice.uniform(0, 0.2))

    async def revive(self, **faults):
        """Starts what does not run, as an init system does, without the fault when it ended of it before it served.
        Whether one did."""
        ended = False
        for program in self.programs:
            if program.is_running():
                continue
            await self.end(program)
            await program.start(faults.get(program.name))
            while not await program.listening():
                await self.end(program)
                await program.start()
                ended = True
        kept = self.polls.folder / "witness-1" / "checkpoint"
        if kept.exists():
            # What the witness cosigned had left the box.
            self.evidence.saw(Note(kept.read_text()), "the witness")
        return ended

    def fault(self, share):
        """Of the disk, at one of the first calls; in that share of cases."""
        if self.dice.random() >= share:
            return None
        call = self.dice.choice(list(CALLS))
        effect = self.dice.choice(["EIO", "ENOSPC", "before", "before", "after", "torn"])
        count = self.dice.choice([1, 1, 3, 50]) if effect in ("EIO", "ENOSPC") else 1
        number = self.dice.choice([int(CALLS[call] ** self.dice.random()), self.dice.randint(1, 2 * CALLS[call])])
        return f"{call}:{number}:{effect}:{count}"

    async def end(self, *programs):
        """Kills them, unless a fault has ended them; and perhaps the power of their machine is gone."""
        for program in programs:
            if program.is_at_rest:
                continue
            is_ours = program.is_running()
            if await program.killed():
                self.kills[f"the {program.name}, {'at a moment' if is_ours else 'at a call to the disk'}"] += 1
            if self.dice.random() < 0.4:
                program.disk.cut(self.dice)
                self.cuts += 1

    async def compare(self, voters):
        """Unless a fault has killed the box, or it is shut for one: then the next life tells."""
        try:
            await self.evidence.compare(voters.fetch)
        except OSError:
            if self.box.is_running() and not self.box.fault:
                raise


def verify(polls, evidence):
    """What stembus-verify says of the published folder and of every receipt."""
    polls.run("stembus-publish", "election", "site", "--quiet")
    options = []
    for number, (_, text) in enumerate(evidence.receipts.values()):
        (polls.folder / f"{number}.tlog-proof").write_text(text)
        options += ["--receipt", f"{number}.tlog-proof"]
    run = subprocess.run(["stembus-verify", "site", "--quiet", *options], cwd=polls.folder, env=polls.environment,
                         capture_output=True, text=True)
    # INCOMPLETE: the vote is open.
    evidence.holds(run.returncode == 3, f"stembus-verify: {run.stdout}{run.stderr}")
