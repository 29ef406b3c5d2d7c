#!/usr/bin/python3
"""A TCP link that misbehaves on purpose. Stands between berth agents and server; knows nothing of what it carries.

Usage: fault_proxy.py --to HOST:PORT [--listen HOST:PORT] [--seed N]; the first line on stdout tells the ports.
Each connection gets one fault, drawn by the plan's probabilities from the seed, or ordered for the next connections.
The control port takes one JSON object a line and answers each with {"counts", "open", "last"}:
  {"plan": {"lost_reply": 0.1, "corrupt": 0.05}}   probabilities a connection; what is left over passes
  {"next": ["late", "pass"]}                       the next connections, in order, before the plan
  {"link": {"rate_bps": 2000, "delay_ms": 1000, "loss": 0.3, "rto_ms": 3000, "mss": 536}}   one line for all of them
  {"cut": true}                                    resets every open connection
  {"look": true}
Faults:
  refuse         reset at once                     reset         reset after some bytes
  truncate       ended after some bytes, in order  corrupt       one byte flipped, either way
  half_open      everything swallowed, silently    uplink_only   answers swallowed (one-way block)
  downlink_only  what is sent is swallowed         lost_reply    the server does its work, the answer never comes
  late           client cut, its bytes arrive after a newer connection's (delayed, reordered, duplicate)
  slow_start     passes after a pause
"""
import argparse
import asyncio
import json
import random
import socket
import sys

KINDS = ("refuse", "reset", "truncate", "corrupt", "half_open", "uplink_only", "downlink_only", "lost_reply", "late",
         "slow_start")
READ_BYTES = 16_384
FAULT_WITHIN_BYTES = 5_000    # a handshake and a batch have about so many
SILENT_FOR_S = 60             # a swallowing connection is kept so long when nobody gives up
LATE_CUT_S, LATE_BY_S = 0.2, (0.5, 4.0)
STEPS_MAX = 6                 # of doubling a retransmission


class Link:
    """One direction of the line that all connections share: its rate, its delay, and losses as the stalls that TCP
    makes of them."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.free_at = 0.0
        self.settings = {}

    def arrival(self, now, size):
        rate, delay = self.settings.get("rate_bps"), self.settings.get("delay_ms", 0) / 1000
        if rate:
            self.free_at = max(self.free_at, now) + size * 8 / rate
        sent = self.free_at if rate else now
        stall, wait = 0.0, self.settings.get("rto_ms", 3000) / 1000
        for _ in range(STEPS_MAX):
            if self.random.random() >= self.settings.get("loss", 0):
                break
            stall, wait = stall + wait, wait * 2
        return sent + delay + stall

    @property
    def mss(self):
        return self.settings.get("mss", READ_BYTES) if self.settings else READ_BYTES


class Pipe:
    """Bytes in order from one end to the other, each segment when the link delivers it; `alter` may change, drop
    (empty) or end (None) them."""

    def __init__(self, link, source, sink, not_before, alter):
        self.link, self.source, self.sink, self.not_before, self.alter = link, source, sink, not_before, alter
        self.bytes = 0

    async def run(self):
        loop = asyncio.get_running_loop()
        queue = asyncio.Queue(1000)

        async def deliver():
            last = self.not_before
            while True:
                at, segment = await queue.get()
                last = max(last, at)
                if last > loop.time():
                    await asyncio.sleep(last - loop.time())
                if not segment:
                    if self.sink.can_write_eof():
                        self.sink.write_eof()
                    return
                self.sink.write(segment)
                await self.sink.drain()

        delivery = asyncio.ensure_future(deliver())
        try:
            while True:
                got = await self.source.read(READ_BYTES)
                if not got:
                    await queue.put((loop.time(), b""))
                    await delivery
                    return
                self.bytes += len(got)
                got = self.alter(got)
                if got is None:
                    raise ConnectionResetError
                for start in range(0, len(got), self.link.mss):
                    segment = got[start:start + self.link.mss]
                    await queue.put((self.link.arrival(loop.time(), len(segment)), segment))
        finally:
            delivery.cancel()


class Connection:
    def __init__(self, proxy, client_in, client_out):
        self.proxy, self.client_in, self.client_out = proxy, client_in, client_out
        self.server_out = None
        self.random = random.Random(proxy.random.random())

    def abort(self):
        for end in (self.client_out, self.server_out):
            if end is not None:
                end.transport.abort()

    async def run(self, kind):
        if kind == "refuse":
            return self.abort()
        if kind == "half_open":
            return await self.swallow()
        if kind == "slow_start":
            await asyncio.sleep(self.random.uniform(0.1, 2.0))
        try:
            server_in, self.server_out = await asyncio.open_connection(*self.proxy.to)
        except OSError:
            return self.abort()
        await getattr(self, "as_" + kind, self.as_pass)(server_in)

    async def swallow(self):
        async def until_given_up():
            while await self.client_in.read(READ_BYTES):
                pass
        try:
            await asyncio.wait_for(until_given_up(), SILENT_FOR_S)
        except asyncio.TimeoutError:
            pass
        self.abort()

    async def relay(self, server_in, up=lambda got: got, down=lambda got: got):
        """Both ways until both ends are done, or either is broken."""
        now, set_up = asyncio.get_running_loop().time(), self.proxy.set_up_time()
        uplink = Pipe(self.proxy.up, self.client_in, self.server_out, now + set_up, up)
        downlink = Pipe(self.proxy.down, server_in, self.client_out, now, down)
        tasks = [asyncio.ensure_future(pipe.run()) for pipe in (uplink, downlink)]
        try:
            await asyncio.gather(*tasks)
            for end in (self.client_out, self.server_out):
                end.close()
        except (OSError, asyncio.IncompleteReadError):
            self.abort()
        finally:
            for task in tasks:
                task.cancel()
            self.proxy.last = {"up_bytes": uplink.bytes, "down_bytes": downlink.bytes}

    async def as_pass(self, server_in):
        await self.relay(server_in)

    async def as_reset(self, server_in):
        left = [self.random.randrange(1, FAULT_WITHIN_BYTES)]

        def until_spent(got):
            left[0] -= len(got)
            return got if left[0] > 0 else None
        await self.relay(server_in, up=until_spent, down=until_spent)

    async def as_truncate(self, server_in):
        left = self.random.randrange(1, FAULT_WITHIN_BYTES)
        while left > 0:
            got = await self.client_in.read(min(left, READ_BYTES)) if left else b""
            if not got:
                break
            left -= len(got)
            self.server_out.write(got)
            # The answer so far goes back, so that the handshake gets on.
            try:
                self.client_out.write(await asyncio.wait_for(server_in.read(READ_BYTES), 0.3))
            except asyncio.TimeoutError:
                pass
        for end in (self.client_out, self.server_out):
            end.close()

    async def as_corrupt(self, server_in):
        offset, upwards = [self.random.randrange(FAULT_WITHIN_BYTES)], self.random.random() < 0.5

        def flip(got):
            at, offset[0] = offset[0], offset[0] - len(got)
            if 0 <= at < len(got):
                got = got[:at] + bytes([got[at] ^ (1 << self.random.randrange(8))]) + got[at + 1:]
            return got
        await self.relay(server_in, **{"up" if upwards else "down": flip})

    async def as_uplink_only(self, server_in):
        def keep(_):
            return b""

        async def drained():
            while await server_in.read(READ_BYTES):
                pass
        asyncio.ensure_future(drained()).add_done_callback(lambda done: done.exception())
        pipe = Pipe(self.proxy.up, self.client_in, self.server_out, 0, lambda got: got)
        try:
            await asyncio.wait_for(pipe.run(), SILENT_FOR_S)
        except asyncio.TimeoutError:
            keep(None)
        self.abort()

    async def as_downlink_only(self, server_in):
        await self.swallow()

    async def as_lost_reply(self, server_in):
        """What the client says after its first flight reaches the server; from then on nothing comes back. The client
        is cut when the server has answered and closed."""
        flights = [0]

        def count(got):
            flights[0] += 1
            return got
        pipe = Pipe(self.proxy.up, self.client_in, self.server_out, 0, count)
        upwards = asyncio.ensure_future(pipe.run())
        upwards.add_done_callback(lambda done: done.cancelled() or done.exception())
        while got := await server_in.read(READ_BYTES):
            if flights[0] < 2:
                self.client_out.write(got)
                await self.client_out.drain()
        upwards.cancel()
        self.abort()

    async def as_late(self, server_in):
        first = await self.client_in.read(READ_BYTES)
        self.server_out.write(first)
        self.client_out.write(await server_in.read(READ_BYTES))
        rest = await self.client_in.read(READ_BYTES)
        await asyncio.sleep(LATE_CUT_S)
        self.client_out.transport.abort()
        await asyncio.sleep(self.random.uniform(*LATE_BY_S))
        self.server_out.write(rest)
        while await server_in.read(READ_BYTES):
            pass
        self.abort()


class Proxy:
    def __init__(self, to, seed):
        self.to = to
        self.random = random.Random(seed)
        self.up, self.down = Link(f"{seed}-up"), Link(f"{seed}-down")
        self.plan, self.next, self.counts, self.open, self.last = {}, [], {}, set(), {}

    def set_up_time(self):
        """SYN and its answer, either of which may be lost."""
        link = self.up.settings
        lost = sum(self.random.random() < link.get("loss", 0) for _ in range(2))
        return (2 * link.get("delay_ms", 0) + lost * link.get("rto_ms", 3000) / 3) / 1000

    def draw(self):
        if self.next:
            return self.next.pop(0)
        drawn = self.random.random()
        for kind, probability in self.plan.items():
            drawn -= probability
            if drawn < 0:
                return kind
        return "pass"

    async def carry(self, client_in, client_out):
        kind = self.draw()
        self.counts[kind] = self.counts.get(kind, 0) + 1
        connection = Connection(self, client_in, client_out)
        self.open.add(connection)
        try:
            await connection.run(kind)
        except OSError:
            connection.abort()
        finally:
            self.open.discard(connection)

    def obey(self, command):
        for kind in [*command.get("plan", {}), *command.get("next", [])]:
            if kind not in (*KINDS, "pass"):
                return {"error": f"no fault {kind}"}
        self.plan = command.get("plan", self.plan)
        self.next += command.get("next", [])
        if "link" in command:
            self.up.settings = self.down.settings = command["link"]
        if command.get("cut"):
            for connection in list(self.open):
                connection.abort()
        return {"counts": self.counts, "open": len(self.open), "last": self.last}

    async def control(self, commands, answers):
        while line := await commands.readline():
            answers.write(json.dumps(self.obey(json.loads(line))).encode() + b"\n")
            await answers.drain()
        answers.close()


def place(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


async def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--to", type=place, required=True)
    arguments.add_argument("--listen", type=place, default=("127.0.0.1", 0))
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    proxy = Proxy(arguments.to, arguments.seed)
    link = await asyncio.start_server(proxy.carry, *arguments.listen, family=socket.AF_INET)
    control = await asyncio.start_server(proxy.control, "127.0.0.1", 0)
    ports = {"port": link.sockets[0].getsockname()[1], "control_port": control.sockets[0].getsockname()[1]}
    print(json.dumps(ports), flush=True)
    await asyncio.gather(link.serve_forever(), control.serve_forever())


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
