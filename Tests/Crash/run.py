#!/usr/bin/env python3
"""Kills a ballot box at random moments, under load, and holds it to every receipt that it ever gave.

usage: tools/crash [--kills N] [--seed N] [--voters N] [--gather MS] [--programs FOLDER] [--keep FOLDER]

The box, the witness or both are killed at a random moment, at a random call to the disk (before it, after it, in the
midst of a write), or lose their power: then of what was not synced any part is gone. Calls to the disk fail (EIO) or it
is full for a while (ENOSPC). After each restart, with nothing done to help it, every receipt and every checkpoint that
left the box, the entries, the credentials and the witness are held against each other. The seed decides everything but
the machine's timing.
"""
import argparse
import asyncio
import collections
import pathlib
import random
import subprocess
import sys
import tempfile

import boxes
from disk import Disk, built
from evidence import Evidence
from notes import Broken, Note
from polls import HERE, Polls
from programs import Program, free_port
from voters import Voters

# Ballots that voters bring for each kill.
BALLOTS = 25
CALLS = ["open", "read", "write", "truncate", "sync", "rename", "any"]


class Loop:
    def __init__(self, options, polls, library):
        self.options, self.polls = options, polls
        self.dice, self.evidence = random.Random(options.seed), Evidence(polls)
        state = polls.folder / "witness-1"
        state.mkdir()
        box, witness = free_port(), free_port()
        self.box = Program("box", polls.box_command(box, witness, "--gather", str(options.gather)), polls,
                           Disk(library, polls.record, polls.folder / "durable-box"), self.evidence)
        self.witness = Program("witness", polls.witness_command(state, witness), polls,
                               Disk(library, state, polls.folder / "durable-witness"), self.evidence)
        self.port, self.kills, self.cuts = box, collections.Counter(), 0

    async def run(self):
        voters = Voters(self.port, self.evidence, self.dice, self.options.voters)
        ballots = list(self.polls.ballots)
        while self.kills.total() < self.options.kills:
            # Crowds, and lulls in which only those come again who have no receipt yet.
            crowd = self.dice.choice([0, 0, 1, 5, 4 * BALLOTS])
            voters.hand_out([ballots.pop() for _ in range(min(crowd, len(ballots)))])
            await self.round(voters)
        await self.revive()
        voters.hand_out(ballots)
        while voters.fresh or not voters.waiting <= self.evidence.receipts.keys():
            await asyncio.sleep(0.05)
        voters.stop()
        await self.compare(voters)
        await self.box.ended()
        await self.witness.ended()
        self.evidence.holds(len(self.evidence.receipts) == len(self.polls.ballots),
                            f"{len(self.polls.ballots)} voted, {len(self.evidence.receipts)} have a receipt")
        self.evidence.holds(len(self.evidence.placed) == len(self.polls.ballots),
                            f"{len(self.polls.ballots)} voted, the log has {len(self.evidence.placed)} ballots")

    async def round(self, voters):
        """Both run, perhaps on a disk that fails; then one ends or both do."""
        dice = self.dice
        await self.revive(box=self.fault(0.5), witness=self.fault(0.1))
        await self.compare(voters)
        if dice.random() < 0.1:
            await boxes.second(self.box, self.evidence)
        await asyncio.sleep(dice.uniform(0, 0.6))
        await self.end(*dice.choice([[self.box], [self.box], [self.witness], [self.box, self.witness]]))
        if dice.random() < 0.1:
            # While it starts.
            await self.box.start(self.fault(0.5))
            await asyncio.sleep(dice.uniform(0, 0.3))
            await self.end(self.box)
        if not self.witness.is_running():
            # The box goes on without its witness.
            await asyncio.sleep(dice.uniform(0, 0.2))

    async def revive(self, box=None, witness=None):
        """Starts what does not run, as an init system does; what a fault has killed meanwhile is counted."""
        for program, fault in ((self.witness, witness), (self.box, box)):
            if program.is_running():
                continue
            await self.end(program)
            await program.restart(fault)
        self.saw_witness()

    def fault(self, share):
        """Of the disk, somewhere in the first hundreds of calls; in that share of cases."""
        if self.dice.random() >= share:
            return None
        call, effect = self.dice.choice(CALLS), self.dice.choice(["EIO", "ENOSPC", "before", "after", "torn"])
        most = {"open": 12, "rename": 8, "truncate": 4, "sync": 40}.get(call, 200)
        count = self.dice.choice([1, 1, 3, 50]) if effect in ("EIO", "ENOSPC") else 1
        return f"{call}:{self.dice.randint(1, most)}:{effect}:{count}"

    async def end(self, *programs):
        """Kills them, unless a fault has; and perhaps the power of their machine is gone."""
        for program in programs:
            if program.is_at_rest:
                continue
            by_us = program.is_running()
            await program.killed()
            self.kills[f"the {program.name}, {'at a moment' if by_us else 'at a call to the disk'}"] += 1
            if self.dice.random() < 0.4:
                program.disk.cut(self.dice)
                self.cuts += 1

    def saw_witness(self):
        """What the witness cosigned had left the box."""
        kept = self.polls.folder / "witness-1" / "checkpoint"
        if kept.exists():
            self.evidence.saw(Note(kept.read_text()), "the witness")

    async def compare(self, voters):
        """Unless a fault has killed the box, or it is shut for one: then the next life tells."""
        try:
            await self.evidence.compare(voters.fetch)
        except (OSError, asyncio.TimeoutError, Broken):
            if self.box.is_running() and not self.box.fault:
                raise


def verified(polls, evidence):
    """What stembus-verify says of the published folder and of every receipt."""
    polls.run("stembus-publish", "election", "site", "--quiet")
    options = []
    for number, (receipt, text) in enumerate(evidence.receipts.values()):
        path = polls.folder / f"{number}.tlog-proof"
        path.write_text(text)
        options += ["--receipt", path.name]
    run = subprocess.run(["stembus-verify", "site", "--quiet", *options], cwd=polls.folder, env=polls.environment,
                         capture_output=True, text=True)
    evidence.holds(run.returncode == 0, f"stembus-verify: {run.stdout}{run.stderr}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--voters", type=int, default=60)
    parser.add_argument("--gather", type=int, default=20)
    parser.add_argument("--programs", type=pathlib.Path, default=HERE / ".build" / "release")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="stembus-crash-") as folder:
        folder = (options.keep or pathlib.Path(folder)).resolve()
        folder.mkdir(exist_ok=True)
        polls = Polls(options.programs.resolve(), folder / "polls", options.kills * BALLOTS)
        loop = Loop(options, polls, built(folder))
        asyncio.run(loop.run())
        evidence = loop.evidence
        verified(polls, evidence)
        asyncio.run(boxes.copies(polls, evidence))
        for how, count in sorted(loop.kills.items()):
            print(f"  {count} of {how}")
        print(f"  {loop.cuts} with the power gone")
        print(f"{loop.kills.total()} kills, {len(evidence.receipts)} receipts, {len(evidence.losses)} losses")
        print(f"{evidence.passed} passed, {len(evidence.losses)} failed")
    sys.exit(1 if evidence.losses else 0)


if __name__ == "__main__":
    main()
