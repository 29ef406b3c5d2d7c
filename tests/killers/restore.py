#!/usr/bin/python3
"""A dump of the database, restored under running agents (faults D8, D9): what the server forgot comes back from the
agents without a hand, the chains stay one, and the server says which range came back. Usage: restore.py BIN [--seed S]"""
import argparse
import json
import sys
import time

import promises
from operators import Shift
from world import Failed, World, until

ON_AFTER_DUMP_S = 6  # an hour of the berths' fast clock


def tables(world):
    return [name for (name,) in world.sql("SHOW TABLES")]


def dump(world):
    """All tables as they stand in one moment: nobody writes while the server is stopped in its tracks."""
    world.server.freeze()
    try:
        copies = "".join(f"CREATE TABLE yesterday.{name} LIKE quaywatt.{name}; "
                         f"INSERT INTO yesterday.{name} SELECT * FROM quaywatt.{name}; " for name in tables(world))
        world.sql("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; CREATE DATABASE yesterday; " + copies)
    finally:
        world.server.thaw()


def restore(world):
    world.sql("".join(f"TRUNCATE quaywatt.{name}; INSERT INTO quaywatt.{name} SELECT * FROM yesterday.{name}; "
                      for name in tables(world)))


def heads(world):
    return {agent: (int(epoch), int(seq)) for agent, epoch, seq in
            world.sql("SELECT agent, epoch, last_seq FROM ledger_heads ORDER BY epoch")}


def recovered(world):
    """What the server tells of the ranges that came back, agent -> (first seq, last seq)."""
    return {row["agent"]: (position(row["from"]), position(row["to"])) for row in world.figures("recoveries")}


def position(ref):
    return tuple(map(int, ref.split(".")))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("bin")
    arguments.add_argument("--seed", type=int, default=5)
    arguments = arguments.parse_args()
    with World(arguments.bin, arguments.seed, berths=2) as world:
        shift = Shift(world, arguments.seed)
        shift.start()
        until(lambda: len(shift.notes.sessions) >= 4 and len(shift.notes.receipts) >= 4, 60, "the shift is at work")
        dump(world)
        at_dump = {agent: (int(epoch), int(seq)) for agent, epoch, seq in
                   world.sql("SELECT agent, epoch, last_seq FROM yesterday.ledger_heads ORDER BY epoch")}
        done = len(shift.notes.receipts)
        until(lambda: len(shift.notes.receipts) >= done + 8, 60, "lines are receipted after the dump")
        time.sleep(ON_AFTER_DUMP_S)
        before = heads(world)
        world.server.end()
        restore(world)
        if heads(world) == before:
            raise Failed("the dump forgot nothing; this proves nothing")
        world.server.start()
        world.wait_for_server()
        begun = time.monotonic()
        until(lambda: all(heads(world).get(agent, (0, 0)) >= place for agent, place in before.items()), 120,
              "the agents have given everything back")
        whole = time.monotonic() - begun
        shift.finish()
        world.sql("UPDATE leases SET expires_at = 0")
        counts = promises.all_kept(world, shift.notes)
        shift.close()
        ranges = recovered(world)
        for agent, place in before.items():
            epoch, seq = at_dump.get(agent, (1, 0))
            if place == (epoch, seq):
                continue
            first, last = ranges.get(agent, (None, None))
            if first != (epoch, seq + 1) or last < place:
                raise Failed(f"{agent}: {epoch}.{seq + 1} to {place} came back, the report says {ranges.get(agent)}")
        print(json.dumps({"seed": arguments.seed, "at_dump": at_dump, "before": before, "whole_again_s": round(whole, 1),
                          "recovered": ranges, "acknowledgements": len(shift.notes.acts), **counts}), flush=True)
    print("whole again, and it is known what came back")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"FAILED: {failed}", flush=True)
        sys.exit(1)
