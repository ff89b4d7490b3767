"""Residents who send their ballot again, the same bytes, until they have a receipt, as the voting page does."""
import asyncio
import random

from connection import Connection, get, post
from notes import Broken


class Voters:
    def __init__(self, box, evidence, dice, count):
        self.box, self.evidence = box, evidence
        self.dice = random.Random(dice.random())
        self.fresh, self.waiting = [], set()
        self.least = 0
        self.tasks = [asyncio.create_task(task) for task in [self.watch(), *(self.vote() for _ in range(count))]]

    def hand_out(self, ballots):
        self.fresh += ballots

    async def vote(self):
        while True:
            known = self.evidence.receipts
            if self.fresh:
                ballot = self.fresh.pop()
            elif known:
                # A double tap, a page that is opened again: what was received is asked for once more.
                ballot = self.dice.choice(list(known))
            else:
                await asyncio.sleep(0.01)
                continue
            self.waiting.add(ballot)
            await self.send(ballot)
            self.waiting.discard(ballot)
            await asyncio.sleep(self.dice.uniform(0, 0.1))

    async def send(self, ballot):
        while True:
            try:
                status, answer = await self.asked(post("/v1/ballots", ballot))
                if status == 200:
                    return self.evidence.received(ballot, answer)
                if not self.evidence.holds(status == 503, f"an honest ballot is answered {status}: {answer[:200]}"):
                    return
            except OSError:
                pass
            await asyncio.sleep(self.dice.uniform(0.02, 0.2))

    async def asked(self, request):
        """Raises OSError when there is no answer."""
        connection = await Connection.open(self.box.port)
        try:
            async with asyncio.timeout(15):
                return await connection.ask(request)
        finally:
            connection.close()

    async def watch(self):
        """Somebody who looks at the checkpoint all the time."""
        while True:
            try:
                status, answer = await self.asked(get("/log/checkpoint"))
                if status == 200:
                    self.least = self.evidence.polled(answer, self.least)
            except OSError:
                pass
            except Broken as error:
                self.evidence.holds(False, f"/log/checkpoint: {error}")
            await asyncio.sleep(0.02)

    async def fetch(self, path):
        """Raises OSError when the box can't answer now."""
        status, answer = await self.asked(get(path))
        if status == 503:
            raise OSError(f"{path}: {answer}")
        if status != 200:
            raise Broken(f"{path}: the box answers {status}")
        return answer

    def stop(self):
        for task in self.tasks:
            task.cancel()
