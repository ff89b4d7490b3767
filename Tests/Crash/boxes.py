"""Two boxes cannot both write."""
import asyncio


async def second(box, evidence):
    """Another box on the same election refuses to start while one runs."""
    process = await asyncio.create_subprocess_exec(
        *box.command[:3], "--port", "0", *box.command[5:], stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE, cwd=box.polls.folder, env=box.polls.environment)
    _, complaint = await asyncio.wait_for(process.communicate(), 30)
    if box.is_running():
        evidence.holds(process.returncode == 2 and b"another box is writing to this election" in complaint,
                       f"a second box ended with {process.returncode}: {complaint[-200:]}")


async def copies(polls, evidence):
    pass
