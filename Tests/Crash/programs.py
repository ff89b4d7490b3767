"""The box and its witness as an init system runs them: started again, with the same command, whenever they end."""
import asyncio
import contextlib
import os
import signal
import socket


class Stuck(Exception):
    """There is no going on without somebody's help."""


class Program:
    def __init__(self, name, command, polls, disk, evidence):
        self.name, self.command, self.polls, self.disk, self.evidence = name, command, polls, disk, evidence
        self.process, self.log = None, polls.folder / f"{name}.log"
        # Ended, with its end looked at.
        self.is_at_rest = True

    async def start(self, fault=None):
        self.is_at_rest, self.fault = False, fault
        with self.log.open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.command, stdout=asyncio.subprocess.PIPE, stderr=log, cwd=self.polls.folder,
                # A file that may not grow is an error, as on a full disk, and no signal.
                preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                env={**self.polls.environment, "SWIFT_BACKTRACE": "enable=no", **self.disk.environment(fault)})

    async def listening(self):
        """False when it ended instead."""
        try:
            return bool(await asyncio.wait_for(self.process.stdout.readline(), 30))
        except asyncio.TimeoutError:
            self.evidence.holds(False, f"{self.name} neither serves nor ends")
            return False

    def is_running(self):
        return self.process and self.process.returncode is None

    async def killed(self):
        """Kills it. Whether it was killed at last; of itself it may only have ended for a fault, by SIGKILL or with 2.
        Raises Stuck when it ended of itself without one."""
        is_ours = self.is_running()
        if is_ours:
            # Popen's own kill looks first whether it has ended, and then takes the status that asyncio waits for.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
        status = await self.process.wait()
        self.is_at_rest = True
        expected = (2, -signal.SIGKILL) if self.fault else (-signal.SIGKILL,) if is_ours else ()
        if not self.evidence.holds(status in expected, f"{self.name} ended with {status}: see {self.log}"):
            raise Stuck(f"{self.name} ended with {status}: {self.log.read_text().splitlines()[-1]}")
        return status == -signal.SIGKILL

    async def ended(self):
        """Asks it to end, as when a machine is shut down."""
        os.kill(self.process.pid, signal.SIGTERM)
        status = await asyncio.wait_for(self.process.wait(), 30)
        self.is_at_rest = True
        self.evidence.holds(status == 0, f"{self.name} ended with {status} when it was asked to end")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
