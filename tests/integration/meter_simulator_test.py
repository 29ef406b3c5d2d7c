#!/usr/bin/python3
"""The agent reads the meter simulator, each a process of its own: what a load takes is what the register moves by, to
the register's resolution, in both protocols and over a serial line; and bad lines (fault M10) are named without
harming the other meter. Usage: meter_simulator_test.py AGENT SIMULATOR [unittest arguments]"""
import contextlib
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from decimal import Decimal

AGENT = SIMULATOR = ""
YANGTZE = "id=Y1,protocol=modbus-tcp,model=sdm630,phases=3,register_wh=123456789"
CANAL = "id=K1,protocol=dlt645-2007-tcp,address=000000000161,phases=1,register_wh=4567890"
WHOLE = "id=I1,protocol=modbus-tcp,model=iem3000,unit=9,register_wh=99"


class Simulator:
    def __init__(self, *meters, scale=3600, seed=7):
        arguments = [SIMULATOR, "--scale", str(scale), "--seed", str(seed)]
        for meter in meters:
            arguments += ["--meter", meter]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        ready = json.loads(self.process.stdout.readline())
        self.ports = ready["meter_ports"]
        self.connection = socket.create_connection(("127.0.0.1", ready["control_port"]))
        self.control = self.connection.makefile("rw", encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.control.close()
        self.connection.close()
        self.process.terminate()
        status = self.process.wait(20)
        self.process.stdout.close()
        assert status == 0, f"simulator ended with {status}"

    def command(self, verb, **arguments):
        self.control.write(json.dumps({verb: arguments}) + "\n")
        self.control.flush()
        return json.loads(self.control.readline(), parse_float=Decimal)

    def wait_for_energy(self, meter, wh):
        deadline = time.monotonic() + 30
        while self.command("state", meter=meter)["session_wh"] < wh:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{meter} did not take {wh} Wh")
            time.sleep(0.02)

    def table(self, meter, extra="timeout_ms = 1000\n", device=None):
        dlt = meter.startswith("K")
        text = f'[[meter]]\nid = "{meter}"\n{extra}'
        text += f'device = "{device}"\n' if device else f'host = "127.0.0.1"\ntcp_port = {self.ports[meter]}\n'
        if dlt:
            return text + f'protocol = "dlt645-2007-{"serial" if device else "tcp"}"\naddress = "000000000161"\n'
        which = 'unit = 9\nregister_map = "schneider-iem3000"' if meter.startswith("I") else 'register_map = "eastron-sdm630"'
        return text + f'protocol = "modbus-tcp"\n{which}\n'


def read(*tables):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "agent.toml")
        file.write_text('berth = "of no concern to meter read"\n' + "".join(tables), encoding="utf-8")
        done = subprocess.run([AGENT, "meter", "read", "--config", file], capture_output=True, text=True, timeout=60)
    assert not done.stderr, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == int(any("error" in line for line in lines))
    return lines


@contextlib.contextmanager
def serial_to(port):
    """A serial device with the meter at that TCP port on its far end."""
    with tempfile.TemporaryDirectory() as folder:
        device = pathlib.Path(folder, "line")
        bridge = subprocess.Popen(["socat", f"pty,raw,echo=0,link={device}", f"tcp:127.0.0.1:{port}"])
        try:
            deadline = time.monotonic() + 20
            while not device.exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            yield device
        finally:
            bridge.kill()
            bridge.wait()


class EnergyOfALoad(unittest.TestCase):
    def test_equals_the_simulators_own_count(self):
        with Simulator(YANGTZE, CANAL, WHOLE) as simulator:
            meters = {"Y1": 15000, "K1": 2000, "I1": 9000}
            tables = [simulator.table(meter) for meter in meters]
            before = read(*tables)
            self.assertEqual([line["energy_forward_wh"] for line in read(*tables)],
                             [line["energy_forward_wh"] for line in before], "without load a register stands still")
            for meter, power in meters.items():
                simulator.command("connect", meter=meter, power_w=power)
            for meter in meters:
                simulator.wait_for_energy(meter, 1000)
            during = read(*tables)
            ends = {meter: simulator.command("disconnect", meter=meter) for meter in meters}
            after = read(*tables)
        for (meter, power), first, mid, last in zip(meters.items(), before, during, after):
            moved = last["energy_forward_wh"] - first["energy_forward_wh"]
            with self.subTest(meter=meter, count=ends[meter]["session_wh"], moved=moved):
                resolution = last["energy_forward_resolution_wh"]
                self.assertLessEqual(abs(moved - ends[meter]["session_wh"]), resolution)
                self.assertLessEqual(abs(last["energy_forward_wh"] - ends[meter]["register_wh"]), resolution)
                self.assertLess(abs(mid["power_w"] - power), power * 0.1)
                self.assertEqual(last["power_w"], 0)

    def test_a_one_phase_meter_has_no_phase_b(self):
        with Simulator(CANAL) as simulator:
            simulator.command("connect", meter="K1", power_w=2000)
            line = read(simulator.table("K1"))[0]
        self.assertAlmostEqual(line["voltage_a_mv"], 230_000, delta=5_000)
        self.assertAlmostEqual(line["current_a_ma"], 9_200, delta=1_500)
        self.assertNotIn("voltage_b_mv", line)
        self.assertEqual(line["meter_address"], "000000000161")

    def test_a_serial_line_carries_dlt645_as_well(self):
        with Simulator(CANAL) as simulator, serial_to(simulator.ports["K1"]) as device:
            over_serial = read(simulator.table("K1", device=device, extra="timeout_ms = 3000\n"))[0]
            over_tcp = read(simulator.table("K1"))[0]
        self.assertEqual(over_serial["energy_forward_text"], "4567.89")
        self.assertEqual(over_serial["energy_forward_wh"], over_tcp["energy_forward_wh"])
        self.assertEqual(over_serial["protocol"], "dlt645-2007-serial")

    def test_a_register_returns_to_zero_at_its_end(self):
        with Simulator(CANAL) as simulator:
            simulator.command("fault", meter="K1", kind="rollover", before_wh=100)
            start = read(simulator.table("K1"))[0]
            self.assertEqual(start["energy_forward_text"], "999999.90")
            simulator.command("connect", meter="K1", power_w=2000)
            simulator.wait_for_energy("K1", 200)
            end = simulator.command("disconnect", meter="K1")
            past = read(simulator.table("K1"))[0]
        self.assertLess(past["energy_forward_wh"], 1_000_000)
        self.assertLessEqual(abs(past["energy_forward_wh"] + 100 - end["session_wh"]), 10)


class M10BadLines(unittest.TestCase):
    def faults(self, kind, **arguments):
        """Both meters' lines while the fault is on each in turn; the other must read well meanwhile."""
        found = {}
        with Simulator(YANGTZE, CANAL) as simulator:
            tables = {meter: simulator.table(meter, "timeout_ms = 1000\nretries = 1\n") for meter in ("Y1", "K1")}
            for meter, neighbour in (("Y1", "K1"), ("K1", "Y1")):
                simulator.command("fault", meter=meter, kind=kind, **arguments)
                lines = {line["meter"]: line for line in read(tables[meter], tables[neighbour])}
                self.assertNotIn("error", lines[neighbour])
                self.assertEqual(lines[neighbour]["retries"], 0)
                found[meter] = lines[meter]
                simulator.command("fault", meter=meter, kind="none")
                self.assertNotIn("error", read(tables[meter])[0], "the line is good again")
        return found

    def test_silence_is_a_timeout(self):
        for line in self.faults("silent").values():
            self.assertEqual(line["error"]["fault"], "timeout")

    def test_garbled_answers_are_asked_again_and_flagged(self):
        for line in self.faults("garbled", answers=1).values():
            self.assertEqual(line["retries"], 1)

    def test_garbled_answers_without_end_are_named(self):
        found = self.faults("garbled")
        self.assertEqual(found["K1"]["error"]["fault"], "checksum")
        self.assertEqual(found["Y1"]["error"]["fault"], "malformed")

    def test_another_meters_answer_is_never_taken(self):
        for line in self.faults("wrong_address").values():
            self.assertEqual(line["error"]["fault"], "wrong_address")

    def test_a_refusal_is_named(self):
        for line in self.faults("refusing").values():
            self.assertEqual(line["error"]["fault"], "refused_by_meter")

    def test_nobody_listening_is_named(self):
        with Simulator(YANGTZE, CANAL) as simulator:
            tables = [simulator.table("Y1"), simulator.table("K1")]
        for line in read(*tables):
            self.assertEqual(line["error"]["fault"], "connection_refused")


class Commands(unittest.TestCase):
    def test_what_makes_no_sense_is_refused_and_nothing_stops(self):
        with Simulator(CANAL) as simulator:
            for verb, arguments in (("dance", {"meter": "K1"}), ("connect", {"meter": "K9", "power_w": 1}),
                                    ("connect", {"meter": "K1"}), ("connect", {"meter": "K1", "power_w": -1}),
                                    ("connect", {"meter": "K1", "power_w": "2"}), ("disconnect", {"meter": "K1"}),
                                    ("fault", {"meter": "K1", "kind": "flood"})):
                self.assertIn("error", simulator.command(verb, **arguments), (verb, arguments))
            self.assertEqual(simulator.command("connect", meter="K1", power_w=2000)["connected"], True)
            self.assertIn("error", simulator.command("connect", meter="K1", power_w=2000))

    def test_bad_arguments_end_with_two(self):
        for arguments in ([], ["--meter"], ["--meter", "id=A"], ["--meter", "id=A,protocol=modbus-tcp,colour=red"],
                          ["--meter", "id=A,protocol=dlt645-2007-tcp,address=12"], ["--seed", "x"], ["--frobnicate", "1"]):
            done = subprocess.run([SIMULATOR, *arguments], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertIn("usage", done.stderr)


if __name__ == "__main__":
    AGENT, SIMULATOR = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main(verbosity=2)
