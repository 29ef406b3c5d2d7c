"""Scripted operators: vessel after vessel at every supply point, each act with a request id, repeated until it is
acknowledged; every acknowledgement is noted, with the simulator's own count of each supply."""
import random
import threading

from world import FOREMAN, OPERATOR, Failed, Refused

LOW = ("interface", "plug_dry_and_whole", "breaker_off")
SUPPLY_S = (0.1, 1.0)
AGAIN = 0.1       # share of acknowledged acts that are sent once more, as a hasty finger does
DECLARES = 0.2    # share of vessels that do not connect and say why


class Notes:
    """What was acknowledged: the promises that are checked."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acts, self.sessions, self.receipts, self.failures = [], [], [], []

    def act(self, berth, ref, kind, request):
        with self.lock:
            self.acts.append((berth, tuple(map(int, ref.split("."))), kind, request))

    def of(self, berth):
        with self.lock:
            return [act for act in self.acts if act[0] is berth]


class Lane(threading.Thread):
    """One supply point, where vessels lie one after the other."""

    def __init__(self, berth, point, notes, stopping, seed):
        super().__init__(name=f"{berth.agent}-{point}", daemon=True)
        self.berth, self.point, self.notes, self.stopping = berth, point, notes, stopping
        self.random = random.Random(f"{seed}-{self.name}")
        self.requests = 0

    def run(self):
        try:
            while not self.stopping.is_set():
                self.vessel(self.random.choice(self.berth.world.vessels[int(self.point[-1]) - 1::2]))
        except Exception as failure:  # a lane's failure must not be lost in its thread
            with self.notes.lock:
                self.notes.failures.append(f"{self.name}: {type(failure).__name__} {failure}")

    def act(self, kind, path, body, who=OPERATOR):
        self.requests += 1
        request = f"{self.name}-{self.requests:05d}"
        ref = self.berth.persistently("POST", path, {"request": request, **body}, who)["ref"]
        self.notes.act(self.berth, ref, kind, request)
        if self.random.random() < AGAIN:
            again = self.berth.persistently("POST", path, {"request": request, **body}, who)["ref"]
            if again != ref:
                raise Failed(f"request {request} has two lines: {ref} and {again}")
        return ref

    def vessel(self, vessel):
        stay = self.act("stay_registered", "/stays", {
            "vessel": {"name": vessel["name"], "identity": vessel["identity"]}, "purpose": "unload"})
        if self.random.random() < DECLARES:
            declared = self.act("declared", "/declarations", {
                "stay": stay, "reason_code": "05", "statement": "接插件故障", "consent": "agreed"})
            self.act("confirmed", f"/declarations/{declared}/confirm", {"accepted": True}, FOREMAN)
            self.stopping.wait(self.random.uniform(*SUPPLY_S))
        else:
            self.supply(stay)
        self.act("stay_ended", f"/stays/{stay}/end", {})

    def supply(self, stay):
        volts, phases = (380, 3) if self.berth.modbus else (220, 1)
        self.act("checklist_completed", "/checklists", {
            "stay": stay, "supply_point": self.point, "items": [{"name": name, "passed": True} for name in LOW],
            "vessel": {"voltage_v": volts, "frequency_hz": 50, "phases": phases, "current_a": 63}})
        session = self.act("supply_started", "/sessions", {"stay": stay, "supply_point": self.point})
        meter = self.point.replace("SP", "M")
        self.berth.meter({"connect": {"meter": meter, "power_w": self.random.choice((0, 900, 2_000, 9_000))}})
        self.stopping.wait(self.random.uniform(*SUPPLY_S))
        counted = self.berth.meter({"disconnect": {"meter": meter}})
        by_device = False
        try:
            self.act("supply_stopped", f"/sessions/{session}/stop", {"reason": "vessel_request"})
        except Refused as refused:
            # An agent that starts again while nothing flows ends the session by itself.
            by_device = refused.problem.get("code") == "session_over"
            if not by_device:
                raise
        with self.notes.lock:
            self.notes.sessions.append((f"{self.berth.agent}/{session}", float(counted["session_wh"]), by_device))


class Receipts(threading.Thread):
    """Looks over an agent's shoulder at the receipts it believes."""

    def __init__(self, berth, notes, stopping):
        super().__init__(name=f"{berth.agent}-receipts", daemon=True)
        self.berth, self.notes, self.stopping = berth, notes, stopping
        self.newest = None

    def run(self):
        import sqlite3
        while not self.stopping.wait(0.1):
            try:
                receipt = self.berth.last_receipt()
            except sqlite3.Error:
                continue  # the agent is just being killed or started
            if receipt and receipt != self.newest:
                self.newest = receipt
                with self.notes.lock:
                    self.notes.receipts.append((self.berth, *receipt))


class Shift:
    """Everybody at work at all berths of a world."""

    def __init__(self, world, seed):
        self.world, self.notes, self.stopping, self.ended = world, Notes(), threading.Event(), threading.Event()
        self.lanes = [Lane(berth, point, self.notes, self.stopping, seed)
                      for berth in world.berths for point in ("SP-1", "SP-2")]
        self.watchers = [Receipts(berth, self.notes, self.ended) for berth in world.berths]

    def start(self):
        for thread in (*self.lanes, *self.watchers):
            thread.start()

    def finish(self):
        """Every vessel begun is seen through."""
        self.stopping.set()
        for lane in self.lanes:
            lane.join(180)
            if lane.is_alive():
                raise Failed(f"{lane.name} never finished")
        self.healthy()

    def close(self):
        self.ended.set()

    def healthy(self):
        if self.notes.failures:
            raise Failed("; ".join(self.notes.failures))
