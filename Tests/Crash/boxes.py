"""Two boxes cannot both write, and a box does not write on a log that was restored from a backup."""
import asyncio
import contextlib
import shutil
import sqlite3

from connection import Connection, post
from programs import port


async def refuses(polls, command, complaint, evidence, still=lambda: True):
    """The command ends by itself with 2, and says why; `still` says whether what it met is there to the end."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, cwd=polls.folder,
        env=polls.environment)
    try:
        _, said = await asyncio.wait_for(process.communicate(), 30)
    except asyncio.TimeoutError:
        process.kill()
        said = (await process.communicate())[1]
    if still():
        evidence.holds(process.returncode == 2 and complaint in said.decode(),
                       f"expected a box to end with 2 and \"{complaint}\", found {process.returncode}: {said[-300:]}")


async def second(box, evidence):
    """Another box on the same election refuses to start while one runs."""
    await refuses(box.polls, box.polls.box_command(0, 1), "another box is writing to this election", evidence,
                  box.is_running)


async def copies(polls, witness, spare, early, evidence):
    """Of the election that has been voted in: `spare` are ballots that nobody has sent, `early` is the database as it
    was before the vote."""
    def copied(name):
        return shutil.copytree(polls.record, polls.folder / name, ignore=shutil.ignore_patterns("*-shm"))

    restored = copied("restored")
    for name in ("box.sqlite", "box.sqlite-wal"):
        (restored / name).unlink(missing_ok=True)
    shutil.copy(early, restored / "box.sqlite")
    await refuses(polls, polls.box_command(0, 1, record=restored), "it was restored from a backup", evidence)
    evidence.holds(checkpoints(restored / "box.sqlite") == checkpoints(early), "a refused box has written to its log")
    unlocked = copied("unlocked")
    (unlocked / "last-checkpoint").unlink()
    await refuses(polls, polls.box_command(0, 1, record=unlocked), "is not kept beside the log", evidence)
    if not polls.quorum:
        return

    # No lock reaches the copy of a whole folder on another machine; the witness does.
    copy = copied("copy")
    await witness.start()
    await witness.listening()
    answers = []
    for record, ballot in ((polls.record, spare[0]), (copy, spare[1])):
        box = await asyncio.create_subprocess_exec(
            *polls.box_command(0, witness.port, record=record), stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, cwd=polls.folder, env=polls.environment)
        connection = await Connection.open(port(await box.stdout.readline()))
        answers.append((await asyncio.wait_for(connection.ask(post("/v1/ballots", ballot)), 30))[0])
        if record == copy:
            answers.append((await asyncio.wait_for(connection.ask(post("/v1/ballots", ballot)), 30))[0])
        connection.close()
        box.terminate()
        await box.wait()
    evidence.holds(answers == [200, 503, 503],
                   f"of two boxes on copies, expected one to give receipts and the other none, found {answers}")
    await witness.ended()
    shutil.copy(polls.record / "last-checkpoint", copy / "last-checkpoint")
    await refuses(polls, polls.box_command(0, 1, record=copy), "two boxes have written", evidence)


def checkpoints(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT size, note FROM checkpoint ORDER BY size").fetchall()
