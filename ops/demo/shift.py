#!/usr/bin/python3
"""One shift at the two berths of the demonstration, through the agents' local interfaces as a terminal would use them.

Each lane is a stretch of quay where vessels lie one after the other; lanes run side by side. A vessel's load is switched
at the meter simulator after the supply started and before it stops, so that the session's energy can be held against
the simulator's own count. Writes what was done, and the simulator's counts, as JSON."""
import argparse
import json
import pathlib
import socket
import threading
import time
import urllib.error
import urllib.request

OPERATOR, FOREMAN = "1001", "2001"
SKIPPER_AGREES = "agreed"


class Berth:
    """One agent's local interface and the simulator behind its meters."""

    def __init__(self, port, control_port, pin, supply):
        self.root = f"http://127.0.0.1:{port}/local/v1"
        self.control_port = control_port
        self.supply = supply  # supply point -> (meter, checklist items)
        self.tokens = {who: self._call("POST", "/login", {"operator": who, "pin": pin})["token"]
                       for who in (OPERATOR, FOREMAN)}
        overview = self.look("/overview")
        self.agent, self.name = overview["agent"], overview["berth"]
        self.lock = threading.Lock()
        self.requests = 0

    def _call(self, method, path, body=None, token=None):
        request = urllib.request.Request(self.root + path, method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise SystemExit(f"{method} {path}: {refused.code} {refused.read().decode()}")

    def act(self, path, body, who=OPERATOR):
        """One act of a person; the request id makes a repetition harmless. Returns the line's reference."""
        with self.lock:
            self.requests += 1
            body = {"request": f"shift-{self.requests:04d}", **body}
        return self._call("POST", path, body, self.tokens[who])["ref"]

    def look(self, path):
        return self._call("GET", path, token=self.tokens[OPERATOR])

    def meter(self, command):
        with socket.create_connection(("127.0.0.1", self.control_port), timeout=10) as line:
            line.sendall(json.dumps(command).encode() + b"\n")
            answer = json.loads(line.makefile().readline())
        if "error" in answer:
            raise SystemExit(f"meter simulator: {command}: {answer}")
        return answer


class Radios:
    """The control port of the receiver that hears the vessels (ops/demo/ais_radio.py)."""

    def __init__(self, port):
        self.port = port
        vessels = json.loads((pathlib.Path(__file__).parent / "register.json").read_text())["vessels"]
        self.mmsi = {vessel["identity"]: vessel["mmsi"] for vessel in vessels}

    def tell(self, order):
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(json.dumps(order).encode() + b"\n")
            line.makefile().readline()

    def arrive(self, identity, berth):
        mmsi = self.mmsi[identity]
        self.tell({"arrive": {"mmsi": mmsi, "name": f"HUO {mmsi % 10000:04d}", "berth": berth}})

    def leave(self, identity):
        self.tell({"leave": self.mmsi[identity]})


class Vessel:
    def __init__(self, berth, scale, record, radios, **vessel):
        self.berth, self.scale, self.record, self.radios, self.vessel = berth, scale, record, radios, vessel
        self.stay = None

    def wait(self, minutes):
        time.sleep(minutes * 60 / self.scale)

    def arrive(self):
        self.radios.arrive(self.vessel["identity"], self.berth.name)
        self.stay = self.berth.act("/stays", {"vessel": self.vessel, "purpose": "unload", "raft_position": 1})

    def leave(self):
        self.radios.leave(self.vessel["identity"])
        self.berth.act(f"/stays/{self.stay}/end", {})
        self.record["stays"] += 1

    def supplied(self, point, minutes, power_w, facility):
        """Checklist, start, load on, wait, load off, stop."""
        meter, items = self.berth.supply[point]
        self.berth.act("/checklists", {"stay": self.stay, "supply_point": point, "vessel": facility,
                                       "items": [{"name": name, "passed": True} for name in items]})
        session = self.berth.act("/sessions", {"stay": self.stay, "supply_point": point})
        self.berth.meter({"connect": {"meter": meter, "power_w": power_w}})
        self.wait(minutes)
        counted = self.berth.meter({"disconnect": {"meter": meter}})
        self.berth.act(f"/sessions/{session}/stop", {"reason": "vessel_request"})
        self.record["sessions"].append({"agent": self.berth.agent, "session": session, "simulator": counted})

    def declared(self, reason_code, **more):
        """Declared by the operator at the time, confirmed by the foreman."""
        declaration = self.berth.act("/declarations", {"stay": self.stay, "reason_code": reason_code,
                                                       "consent": SKIPPER_AGREES, **more})
        self.berth.act(f"/declarations/{declaration}/confirm", {"accepted": True}, who=FOREMAN)
        return declaration


LOW = ("interface", "plug_dry_and_whole", "breaker_off")
HIGH = ("interface", "plugged_dead", "phase_sequence", "insulation", "earthing", "cable", "communication",
        "emergency_stop", "fence", "weather", "both_signed")
THREE_PHASE = {"voltage_v": 380, "frequency_hz": 50, "phases": 3, "current_a": 63}
ONE_PHASE = {"voltage_v": 220, "frequency_hz": 50, "phases": 1, "current_a": 63}


def lanes(scale, pin, port_offset, record):
    yangtze = Berth(8481 + port_offset, 8491 + port_offset, pin, {"SP-1": ("M-1", HIGH), "SP-2": ("M-2", HIGH)})
    canal = Berth(8482 + port_offset, 8492 + port_offset, pin, {"SP-1": ("M-1", LOW), "SP-2": ("M-2", LOW)})

    radios = Radios(8522 + port_offset)

    def on_yangtze(name, identity):
        return Vessel(yangtze, scale, record, radios, name=name, identity=identity)

    def on_canal(name, identity):
        return Vessel(canal, scale, record, radios, name=name, identity=identity)

    def quay_one():  # connects for almost its whole stay; then one that lies on its battery, confirmed by the foreman
        ship = on_yangtze("苏锡货1098", "CN20120500001")
        ship.arrive()
        ship.wait(8)
        ship.supplied("SP-1", 150, 15_000, THREE_PHASE)
        ship.leave()
        ship = on_yangtze("鄂荆州货5520", "CN20210300004")
        ship.arrive()
        ship.declared("09", measure="onboard_battery", statement="靠泊期间使用船上蓄电池")
        ship.wait(170)
        ship.leave()

    def quay_two():  # never connects although it could; then one that a fault of the terminal keeps from it
        ship = on_yangtze("皖马鞍山货0617", "CN20140900002")
        ship.arrive()
        ship.wait(165)
        ship.leave()
        fault = yangtze.act("/faults", {"supply_point": "SP-2", "part": "接插件", "symptom": "插座烧蚀，无法插接"})
        ship = on_yangtze("赣九江货0882", "CN20130700005")
        ship.arrive()
        ship.declared("05", statement="二号桩故障停用")
        ship.wait(165)
        ship.leave()
        yangtze.act(f"/faults/{fault}/close", {"repair": "更换插座"})

    def quay_three():  # stays under two hours; then liquid cargo, outside the duty
        ship = on_yangtze("浙长兴货2231", "CN20160100003")
        ship.arrive()
        ship.wait(95)
        ship.leave()
        ship = on_yangtze("中化油516", "CN20180200006")
        ship.arrive()
        ship.wait(140)
        ship.leave()

    def canal_one():  # all night on two kilowatts; then an hour that nobody asked for
        ship = on_canal("苏无锡货3306", "CN20150600007")
        ship.arrive()
        ship.wait(5)
        ship.supplied("SP-1", 190, 2_000, ONE_PHASE)
        ship.leave()
        ship = on_canal("豫周口货0419", "CN20170400008")
        ship.arrive()
        ship.supplied("SP-1", 70, 1_800, ONE_PHASE)
        ship.leave()

    def canal_two():  # a short connection in a long stay; then a vessel not yet retrofitted
        ship = on_canal("苏淮安货1177", "CN20160800009")
        ship.arrive()
        ship.supplied("SP-2", 45, 2_200, ONE_PHASE)
        ship.wait(140)
        ship.leave()
        ship = on_canal("苏无锡货5210", "CN20110300010")
        ship.arrive()
        ship.wait(130)
        ship.leave()

    return (yangtze, canal), (quay_one, quay_two, quay_three, canal_one, canal_two)


def position(ref):
    return tuple(int(part) for part in ref.split("."))


def deliver(berths):
    """Every line of the shift receipted by the server; the agents are asked to send now. Readings go on meanwhile."""
    wanted = [position(berth.look("/unsent")["last_ref"]) for berth in berths]
    for _ in range(300):
        for berth in berths:
            berth._call("POST", "/unsent/send", token=berth.tokens[OPERATOR])
        time.sleep(0.2)
        looks = [berth.look("/unsent") for berth in berths]
        if all(position(look.get("receipted_ref", "0.0")) >= want for look, want in zip(looks, wanted)):
            return
    raise SystemExit(f"not everything was received: {looks}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--scale", type=int, required=True)
    arguments.add_argument("--port-offset", type=int, default=0)
    arguments.add_argument("--pin-file", type=pathlib.Path, required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments = arguments.parse_args()
    record = {"stays": 0, "sessions": []}
    berths, plan = lanes(arguments.scale, arguments.pin_file.read_text().strip(), arguments.port_offset, record)
    failures = []

    def walk(lane):
        try:
            lane()
        except BaseException as failure:  # one lane's failure must not be lost in its thread
            failures.append(f"{lane.__name__}: {failure}")

    threads = [threading.Thread(target=walk, args=(lane,)) for lane in plan]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise SystemExit("\n".join(failures))
    deliver(berths)
    arguments.out.write_text(json.dumps(record, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
