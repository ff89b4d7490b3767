"""A box that dies, or is told of an error, at each call in turn that puts something on the disk."""
import asyncio

from voters import Voters

CALLS = ["truncate", "sync", "rename"]


class Worst:
    """Dice for a power cut that leaves nothing but what was synced."""

    def choice(self, options):
        return options[0]

    def random(self):
        return 0.999


async def sweep(loop, ballots):
    """How many times: each call from the box's start to a receipt, until there is no such call any more."""
    count = 0
    for call in CALLS:
        met = 0
        while await tried(loop, f"{call}:{met + 1}:before:1", ballots.pop()):
            met += 1
        for number in range(met):
            await tried(loop, f"{call}:{number + 1}:EIO:1", ballots.pop())
        loop.evidence.holds(met > 0 or call == "truncate", f"a receipt was given without a {call}")
        count += 2 * met
    return count


async def tried(loop, fault, ballot):
    """A ballot is sent until the receipt is there, to a box that is started again if need be; then the power is gone,
    and the next box must hold the receipt. Whether the fault killed the first box."""
    was_killed = await loop.revive(box=fault)
    voters = Voters(loop.box, loop.evidence, loop.dice, 0)
    sending = asyncio.create_task(voters.send(ballot))
    while not sending.done():
        if not loop.box.is_running():
            was_killed = True
            await loop.revive()
        await asyncio.sleep(0.01)
    await sending
    await loop.box.killed()
    loop.box.disk.cut(Worst())
    await loop.revive()
    await loop.compare(voters)
    await loop.box.killed()
    voters.stop()
    return was_killed
