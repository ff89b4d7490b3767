"""A disk on which no file can grow, by the kernel's own limit, until there is room again."""
import resource

from connection import post
from voters import Voters

# Bytes: less than a transaction takes.
ROOM = 4096


async def full(loop, ballot):
    """The ballot is told to come again while there is no room, and gets its receipt from the same process after."""
    await loop.revive()
    voters = Voters(loop.box, loop.evidence, loop.dice, 0)
    process = loop.box.process.pid

    def limit(size):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    limit(ROOM)
    for _ in range(3):
        status, answer = await voters.asked(post("/v1/ballots", ballot))
        loop.evidence.holds(status == 503, f"on a full disk a ballot is answered {status}: {answer[:200]}")
    limit(resource.RLIM_INFINITY)
    await voters.send(ballot)
    voters.stop()
    loop.evidence.holds(loop.box.is_running() and loop.box.process.pid == process, "the box ended on a full disk")
    await loop.compare(voters)
