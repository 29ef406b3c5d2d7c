#!/usr/bin/python3
"""Each register map, read by `quaywatt-agent meter read` from a Modbus slave that is not ours, over TCP and over a
serial line (a pair of pseudo terminals). Every register of a map holds a value of its own, so that no two can be
confused. Usage: meter_maps_test.py AGENT [unittest arguments]"""
import contextlib
import csv
import json
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from decimal import ROUND_HALF_UP, Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAPS = sorted((ROOT / "berth-agent/meter/maps").glob("*.csv"))
AGENT = ""
CT, PT = 60, 10

# quantity -> (name in the agent's line, its unit as a power of ten of the base unit)
MOMENT = {f"voltage_{p}": (f"voltage_{p}_mv", -3) for p in "abc"}
MOMENT |= {f"current_{p}": (f"current_{p}_ma", -3) for p in "abc"}
MOMENT |= {f"power_{p}": (f"power_{p}_w", 0) for p in "abc"}
MOMENT |= {"power_total": ("power_w", 0), "reactive_total": ("reactive_power_var", 0),
           "apparent_total": ("apparent_power_va", 0), "power_factor": ("power_factor_permille", -3),
           "frequency": ("frequency_millihz", -3)}
KILO = {"kWh", "kW", "kvar", "kVA"}


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def words_of(data_type, raw):
    """The raw value as registers, written without the agent's code."""
    kind = data_type.removesuffix("-swapped")
    packed = struct.pack({"float32": ">f", "uint16": ">H", "int16": ">h", "uint32": ">I", "int32": ">i",
                          "uint64": ">Q", "int64": ">q"}[kind], raw)
    words = list(struct.unpack(f">{len(packed) // 2}H", packed))
    return words[::-1] if data_type.endswith("-swapped") else words


def raw_value(row, index):
    """A raw register value of its own for each row; floats are such that a float32 names them exactly. A power factor
    is at most 1: the agent leaves out what no ledger line can hold."""
    if row["quantity"] == "power_factor":
        return 0.8125 if Decimal(row["scale"]) == 1 else 812
    if row["data_type"].startswith("float32"):
        return index + 1 + 0.25 if row["quantity"].startswith("energy") else 100 + index + 0.5
    return 70000 + 111 * index if "16" not in row["data_type"] else 1000 + 111 * index


def expected(row, raw):
    """Figure on the meter, and figure of the primary side in the base unit."""
    figure = Decimal(str(raw)) * Decimal(row["scale"])
    ratio = {"": 1, "pt": PT, "ct": CT, "pt*ct": PT * CT}[row["ratios"]]
    return figure, figure * ratio * (1000 if row["unit"] in KILO else 1), ratio


def rounded(value, exponent):
    return int((value / Decimal(10) ** exponent).quantize(Decimal(1), ROUND_HALF_UP))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(ready, what):
    deadline = time.monotonic() + 20
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)


class Slave:
    """A pymodbus process with the registers of `maps`, one unit each."""

    def __init__(self, folder, maps, how, where, *spoil):
        self.raw = {}
        units = {}
        for unit, path in maps.items():
            kinds = units.setdefault(str(unit), {"3": {}, "4": {}})
            for index, row in enumerate(rows_of(path)):
                self.raw[unit, row["quantity"]] = raw_value(row, index)
                for offset, word in enumerate(words_of(row["data_type"], raw_value(row, index))):
                    kinds[str(int(row["function_code"]))][str(int(row["address_hex"], 16) + offset)] = word
        registers = pathlib.Path(folder, "registers.json")
        registers.write_text(json.dumps(units), encoding="utf-8")
        script = pathlib.Path(__file__).with_name("modbus_slave.py")
        self.process = subprocess.Popen(["/usr/bin/python3", script, how, str(where), registers, *spoil],
                                        stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("the slave did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


def tcp_place(port):
    return f'protocol = "modbus-tcp"\nhost = "127.0.0.1"\ntcp_port = {port}\n'


@contextlib.contextmanager
def serial_pair(folder):
    """Two serial devices joined by a cable."""
    ends = pathlib.Path(folder, "ours"), pathlib.Path(folder, "theirs")
    cable = subprocess.Popen(["socat", *(f"pty,raw,echo=0,link={end}" for end in ends)])
    try:
        wait_until(lambda: all(end.exists() for end in ends), "pseudo terminals")
        yield ends
    finally:
        cable.kill()
        cable.wait()


def meter_table(unit, path, lines):
    uses = {row["ratios"] for row in rows_of(path)}
    text = f'[[meter]]\nid = "{path.stem}"\nunit = {unit}\nregister_map = "{path.stem}"\n{lines}'
    if any("ct" in use for use in uses):
        text += f"ct_ratio = {CT}\n"
    if any("pt" in use for use in uses):
        text += f"pt_ratio = {PT}\n"
    return text


def read_meters(folder, config):
    file = pathlib.Path(folder, "agent.toml")
    file.write_text(config, encoding="utf-8")
    done = subprocess.run([AGENT, "meter", "read", "--config", file], capture_output=True, text=True, timeout=60)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


class EveryMapFromAForeignSlave(unittest.TestCase):
    def check(self, unit, path, slave, line):
        self.assertNotIn("error", line)
        compared = 0
        for row in rows_of(path):
            figure, primary, ratio = expected(row, slave.raw[unit, row["quantity"]])
            with self.subTest(map=path.stem, quantity=row["quantity"]):
                name = row["quantity"]
                if name in MOMENT:
                    key, exponent = MOMENT[name]
                    self.assertEqual(line[key], rounded(primary, exponent))
                else:
                    self.assertEqual(line[name + "_wh"], rounded(primary, 0))
                    self.assertEqual(Decimal(line[name + "_text"]), figure)
                    self.assertEqual(line[name + "_unit"], row["unit"])
                    if row["billing"] == "yes":
                        self.assertEqual(line["billing_register"], name)
                        self.assertEqual(line["multiplier"], ratio)
                    if "int" in row["data_type"]:
                        step = Decimal(row["scale"]) * ratio * (1000 if row["unit"] == "kWh" else 1)
                        self.assertEqual(line[name + "_resolution_wh"], int(step))
                compared += 1
        self.assertEqual(compared, len(rows_of(path)))
        self.assertEqual(line["retries"], 0)

    def test_over_tcp(self):
        for unit, path in enumerate(MAPS, 1):
            port = free_port()
            with tempfile.TemporaryDirectory() as folder, Slave(folder, {unit: path}, "--tcp", port) as slave:
                status, lines, err = read_meters(folder, meter_table(unit, path, tcp_place(port)))
                self.assertEqual((status, len(lines), err), (0, 1, ""))
                self.check(unit, path, slave, lines[0])

    def test_all_on_one_serial_line(self):
        maps = dict(enumerate(MAPS, 1))
        with tempfile.TemporaryDirectory() as folder, serial_pair(folder) as (ours, theirs), \
                Slave(folder, maps, "--rtu", theirs) as slave:
            place = f'protocol = "modbus-rtu"\ndevice = "{ours}"\ntimeout_ms = 3000\n'
            status, lines, err = read_meters(
                folder, "".join(meter_table(unit, path, place) for unit, path in maps.items()))
            self.assertEqual((status, len(lines), err), (0, len(maps), ""))
            for (unit, path), found in zip(maps.items(), lines):
                self.check(unit, path, slave, found)

    def test_m10_a_unit_that_is_not_there_fails_alone(self):
        maps = dict(enumerate(MAPS, 1))
        with tempfile.TemporaryDirectory() as folder, serial_pair(folder) as (ours, theirs), \
                Slave(folder, maps, "--rtu", theirs) as slave:
            place = f'protocol = "modbus-rtu"\ndevice = "{ours}"\n'
            silent = meter_table(99, maps[1], place + "timeout_ms = 300\nretries = 1\n")
            good = meter_table(2, maps[2], place + "timeout_ms = 3000\n")
            status, lines, _ = read_meters(folder, silent + good)
            self.assertEqual(status, 1)
            self.assertEqual(lines[0]["error"]["fault"], "timeout")
            self.check(2, maps[2], slave, lines[1])

    def serial_with(self, spoil, retries):
        """The first map's line, over a serial line on which answers are spoilt."""
        path = MAPS[0]
        with tempfile.TemporaryDirectory() as folder, serial_pair(folder) as (ours, theirs), \
                Slave(folder, {1: path}, "--rtu", theirs, spoil) as slave:
            place = f'protocol = "modbus-rtu"\ndevice = "{ours}"\ntimeout_ms = 3000\nretries = {retries}\n'
            line = read_meters(folder, meter_table(1, path, place))[1][0]
            if "error" not in line:
                self.assertEqual(line["energy_total_wh"], slave.raw[1, "energy_total"] * 10)
            return line

    def test_m10_a_wrong_crc_is_asked_again_flagged_and_in_the_end_named(self):
        self.assertEqual(self.serial_with("crc=2", 2)["retries"], 2)
        self.assertEqual(self.serial_with("crc=9", 2)["error"]["fault"], "checksum")

    def test_m10_another_units_answer_is_never_taken(self):
        self.assertEqual(self.serial_with("unit=1", 2)["retries"], 1)
        self.assertEqual(self.serial_with("unit=9", 2)["error"]["fault"], "wrong_address")

    def test_registers_the_slave_lacks_are_refused_and_named(self):
        sdm, iem = [next(p for p in MAPS if p.stem == name) for name in ("eastron-sdm630", "schneider-iem3000")]
        port = free_port()
        with tempfile.TemporaryDirectory() as folder, Slave(folder, {1: sdm}, "--tcp", port):
            status, lines, _ = read_meters(folder, meter_table(1, iem, tcp_place(port)))
        self.assertEqual(status, 1)
        self.assertEqual(lines[0]["error"]["fault"], "refused_by_meter")
        self.assertIn("0x0C83", lines[0]["error"]["zh"])

    def test_a_new_meter_is_a_new_file(self):
        with tempfile.TemporaryDirectory() as folder:
            own = pathlib.Path(folder, "own-meter.csv")
            own.write_text("quantity,function_code,address_hex,data_type,unit,scale,ratios,billing,source\n"
                           "energy_forward,3,0x0100,uint32-swapped,kWh,0.1,,yes,\n"
                           "power_total,3,0x0102,int16,W,10,,,\n", encoding="utf-8")
            port = free_port()
            with Slave(folder, {7: own}, "--tcp", port) as slave:
                table = meter_table(7, own, tcp_place(port)).replace('= "own-meter"\nprotocol', '= "./own-meter.csv"\nprotocol')
                status, lines, err = read_meters(folder, table)
                self.assertEqual((status, err), (0, ""))
                self.check(7, own, slave, lines[0])


if __name__ == "__main__":
    AGENT = sys.argv.pop(1)
    unittest.main(verbosity=2)
