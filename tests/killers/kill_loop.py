#!/usr/bin/python3
"""kill -9 of agents, server and mariadbd under load, through a faulty link, in loops; then nothing is lost, nothing is
counted twice, and every energy is the simulator's.

Usage: kill_loop.py BIN [--kills N] [--seed S] [--only agent|server|database|proxy] [--berths N]
A process is killed again only after it has done work since it came back, at a random instant of that work."""
import argparse
import itertools
import json
import random
import sys
import threading
import time

import promises
from operators import Shift
from world import Failed, World, until

PLAN = {"refuse": 0.02, "reset": 0.04, "truncate": 0.03, "corrupt": 0.03, "lost_reply": 0.06, "late": 0.04,
        "slow_start": 0.03}
PROXY_ALONE = {kind: probability * 2 for kind, probability in PLAN.items()} | {"half_open": 0.01, "uplink_only": 0.01}
WORK_S = 180
KILL_WITHIN_S = 0.25


class Killers:
    def __init__(self, world, shift, seed, kills):
        self.world, self.shift, self.kills = world, shift, kills
        self.random = {name: random.Random(f"{seed}-{name}") for name in ("agent", "server", "database")}
        self.failures = []
        self.stopping = threading.Event()

    def lines_held(self):
        """How far the agents know themselves receipted: work of agent, server and database together."""
        return len(self.shift.notes.receipts)

    def lives(self, name):
        """One killing loop, in a thread of its own; the first failure ends all."""
        try:
            getattr(self, name)()
        except Exception as failure:
            self.failures.append(f"{name}: {type(failure).__name__} {failure}")
            self.stopping.set()

    def worked(self, count, what):
        before = count()
        until(lambda: count() > before or self.stopping.is_set(), WORK_S, f"{what} works again")
        if self.stopping.is_set():
            raise Failed("stopped because another failed")

    def pause(self, name):
        time.sleep(self.random[name].uniform(0, KILL_WITHIN_S))

    def agent(self):
        for berth, _ in zip(itertools.cycle(self.world.berths), range(self.kills)):
            self.worked(lambda: len(self.shift.notes.of(berth)), berth.agent)
            self.pause("agent")
            berth.program.kill()
            berth.start()
            until(berth.listening, 60, f"{berth.agent} is back")
            promises.acknowledged_lines_are_there(berth, self.shift.notes)

    def server(self):
        for _ in range(self.kills):
            self.worked(self.lines_held, "the server")
            self.pause("server")
            self.world.server.kill()
            self.server_back()

    def server_back(self):
        """Started without a database the server refuses; a supervisor starts it again."""
        deadline = time.monotonic() + WORK_S
        while True:
            try:
                self.bury()
                self.world.server.start()
                return self.world.wait_for_server()
            except Failed:
                if time.monotonic() > deadline:
                    raise
                self.world.server.end()
                self.world.wait_for_database()

    def bury(self):
        """The dead server's lease on the jobs would run for half a minute: ended here, so that the next one derives and
        judges, and is killed while it does."""
        self.world.sql("UPDATE leases SET expires_at = 0")

    def database(self):
        for _ in range(self.kills):
            self.worked(self.lines_held, "the database")
            self.pause("database")
            self.world.database.kill()
            self.world.database.start()
            self.world.wait_for_database()


def picture(world, shift):
    """How things stood when a promise was not kept."""
    yield from shift.notes.failures
    yield f"link: {world.proxy({'look': True})}"
    for berth in world.berths:
        try:
            yield f"{berth.agent}: {berth.as_operator('GET', '/unsent')}"
        except Exception as silent:  # the picture must not hide what it is a picture of
            yield f"{berth.agent}: {silent}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("bin")
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=None)
    arguments.add_argument("--only", choices=("agent", "server", "database", "proxy"))
    arguments.add_argument("--berths", type=int, default=3)
    arguments = arguments.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}", flush=True)
    begun = time.monotonic()
    with World(arguments.bin, seed, arguments.berths) as world:
        shift = Shift(world, seed)
        shift.start()
        killers = Killers(world, shift, seed, arguments.kills)
        victims = [arguments.only] if arguments.only else ["agent", "server", "database"]
        world.proxy({"plan": PROXY_ALONE if victims == ["proxy"] else PLAN})
        loops = [threading.Thread(target=killers.lives, args=(name,)) for name in victims if name != "proxy"]
        for loop in loops:
            loop.start()
        for loop in loops:
            loop.join()
        if victims == ["proxy"]:
            faults = lambda: sum(n for kind, n in world.proxy({"look": True})["counts"].items() if kind != "pass")
            until(lambda: faults() >= arguments.kills, 600, f"{arguments.kills} faults of the link", every=0.5)
        if killers.failures:
            raise Failed("\n".join([*killers.failures, *picture(world, shift)]))
        faults = world.proxy({"plan": {}})["counts"]
        shift.finish()
        killed = time.monotonic() - begun
        counts = promises.all_kept(world, shift.notes)
        shift.close()
        print(json.dumps({
            "seed": seed,
            "kills": {"agent": sum(berth.program.kills for berth in world.berths), "server": world.server.kills,
                      "database": world.database.kills},
            "acknowledgements": len(shift.notes.acts), **counts, "link": faults,
            "killing_s": round(killed, 1), "seconds": round(time.monotonic() - begun, 1)}), flush=True)
    print("nothing lost, nothing counted twice")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"FAILED: {failed}", flush=True)
        sys.exit(1)
