#!/usr/bin/env python3
"""Kills a ballot box at random moments, under load, and holds it to every receipt that it ever gave.

usage: tools/test crash [--kills N] [--seed N] [--voters N] [--gather MS] [--programs FOLDER] [--keep FOLDER]

The box, its witness or both are killed at a random moment, at a random call to the disk (before it, after it, in the
midst of a write), or lose their power: then any part of what was not synced is gone. Calls to the disk fail (EIO), or it
is full for a while (ENOSPC). After each restart, with nothing done to help it, every receipt and every checkpoint that
left the box, the entries, the credentials and the witness are held against each other; so they are with an election
that has no witness, for a quarter of the kills. The seed decides everything but the machine's timing.
"""
import argparse
import asyncio
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Log"))

from disk import built
from loop import SPARE, Loop
from polls import HERE, Polls
from programs import Stuck

# Ballots for each kill.
BALLOTS = 25


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--voters", type=int, default=60)
    parser.add_argument("--gather", type=int, default=20)
    parser.add_argument("--programs", type=pathlib.Path, default=HERE / ".build" / "release")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder that is there afterwards, with the logs")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    dice, loops = random.Random(options.seed), []
    with tempfile.TemporaryDirectory(prefix="stembus-crash-") as folder:
        folder = (options.keep or pathlib.Path(folder)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        library = built(folder)
        for quorum, kills in ((1, options.kills - options.kills // 4), (0, options.kills // 4)):
            if kills:
                polls = Polls(options.programs.resolve(), folder / f"quorum-{quorum}", kills * BALLOTS + SPARE, quorum)
                loops.append(loop := Loop(polls, library, dice, kills, options.gather))
                try:
                    asyncio.run(loop.run(options.voters))
                except Stuck as error:
                    print(error, flush=True)
                print(f"with {quorum} witnesses, {loop.cuts} times with the power gone:", flush=True)
                for how, count in sorted(loop.kills.items()):
                    print(f"  {count} kills of {how}", flush=True)
                print(f"  {loop.swept} calls to the disk in turn, killed or failed", flush=True)
    losses = sum(len(loop.evidence.losses) for loop in loops)
    print(f"{sum(loop.kills.total() for loop in loops)} kills, {sum(len(loop.evidence.receipts) for loop in loops)} "
          f"receipts, {losses} losses")
    print(f"{sum(loop.evidence.passed for loop in loops)} passed, {losses} failed")
    sys.exit(1 if losses else 0)


if __name__ == "__main__":
    main()
