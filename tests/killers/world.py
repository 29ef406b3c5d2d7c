"""The shipped programs as a port has them, in a folder of their own under /tmp: private mariadbd, quaywatt-server,
berth agents with two meters each, and our fault proxy between agents and server."""
import http.client
import json
import pathlib
import shutil
import socket
import sqlite3
import tempfile
import threading
import time
import urllib.error
import urllib.request

from programs import Failed, Program, free_ports, run, until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PIN = "314159"
OPERATOR, FOREMAN = "1001", "2001"
SCALE = 600  # clock seconds a second: enough lines to be always under load
# A tenth of a second between meter and line is a minute on such a clock: with the true rating, steps of a loaded test
# machine would be held for implausible.
RATED_W = 2_000_000

SERVER_TOML = """
environment = "development"
[database]
socket = "{folder}/db.sock"
data_directory = "{folder}/db"
[site]
listen = "127.0.0.1:{site}"
certificate_file = "{folder}/ca/server.crt"
key_file = "{folder}/ca/server.key"
[agent_link]
listen = "0.0.0.0:{link}"
certificate_file = "{folder}/ca/server.crt"
key_file = "{folder}/ca/server.key"
client_ca_file = "{folder}/ca/ca.crt"
[enrolment]
ca_certificate_file = "{folder}/ca/ca.crt"
ca_key_file = "{folder}/ca/ca.key"
[receipts]
key_file = "{folder}/ca/receipt.key"
[jobs]
idle_interval_ms = 100
"""

AGENT_TOML = """
[agent]
state_dir = "{state}"
berth = "{berth}"
environment = "development"
clock_scale = {scale}
[local]
tcp_port = {local}
[uplink]
host = "127.0.0.1"
tcp_port = {uplink}
interval_s = {interval}
"""

POINT_TOML = """
[[supply_point]]
id = "SP-{n}"
meter = "M-{n}"
voltage_v = {volts}
phases = {phases}
current_a = 63
rated_power_w = {rated}
checklist = "low"
[[meter]]
id = "M-{n}"
protocol = "{protocol}"
host = "127.0.0.1"
tcp_port = {port}
{where}
"""

OPERATOR_TOML = """
[[operator]]
id = "{who}"
name = "{name}"
role = "{role}"
pin_hash = "{pin_hash}"
"""


class Control:
    """A line of JSON there, a line of JSON back; for simulator and proxy."""

    def __init__(self, port):
        self.port, self.lock = port, threading.Lock()

    def __call__(self, command):
        with self.lock, socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(json.dumps(command).encode() + b"\n")
            answer = json.loads(line.makefile().readline())
        if "error" in answer:
            raise Failed(f"{command}: {answer}")
        return answer


class Refused(Exception):
    def __init__(self, code, problem):
        super().__init__(f"{code} {problem}")
        self.code, self.problem = code, problem


class Berth:
    """One agent, its meters, and its local interface."""

    def __init__(self, world, number, ports):
        self.world, self.number = world, number
        self.agent, self.name = f"killers-{number:02d}", f"BERTH-{number:02d}"
        self.local, self.meter_ports, control = ports[0], ports[1:3], ports[3]
        self.modbus = number % 2 == 1
        self.state = world.folder / self.agent
        self.toml = world.folder / f"{self.agent}.toml"
        words = [world.bin / "quaywatt-meter-simulator", "--control-port", control, "--scale", str(world.scale),
                 "--seed", str(world.seed * 100 + number)]
        for n, port in enumerate(self.meter_ports, 1):
            kind = ("protocol=modbus-tcp,unit=1,model=sdm630,phases=3" if self.modbus
                    else f"protocol=dlt645-2007-tcp,address=00000000016{n},phases=1")
            words += ["--meter", f"id=M-{n},port={port},register_wh={1000000 * number + n},{kind}"]
        self.simulator = Program(f"meters-{self.agent}", words, world.folder / f"meters-{number}.log")
        self.meter = Control(control)
        self.program = Program(self.agent, [world.bin / "quaywatt-agent", "run", "--config", self.toml],
                               world.folder / f"{self.agent}.log")
        self.tokens = {}
        self.in_use = threading.Lock()

    def settings(self, uplink, pin_hash, interval=1):
        text = AGENT_TOML.format(state=self.state, berth=self.name, scale=self.world.scale, local=self.local,
                                 uplink=uplink, interval=interval)
        for n, port in enumerate(self.meter_ports, 1):
            text += POINT_TOML.format(
                n=n, port=port, rated=RATED_W, volts=380 if self.modbus else 220, phases=3 if self.modbus else 1,
                protocol="modbus-tcp" if self.modbus else "dlt645-2007-tcp",
                where='unit = 1\nregister_map = "eastron-sdm630"' if self.modbus else f'address = "00000000016{n}"')
        for who, name, role in ((OPERATOR, "王建国", "terminal_operator"), (FOREMAN, "李秀英", "foreman")):
            text += OPERATOR_TOML.format(who=who, name=name, role=role, pin_hash=pin_hash)
        self.toml.write_text(text, encoding="utf-8")

    def start(self):
        self.program.start()

    def listening(self):
        self.program.alive()
        try:
            socket.create_connection(("127.0.0.1", self.local), timeout=2).close()
            return True
        except OSError:
            return False

    def call(self, method, path, body=None, token=None, seconds=15):
        request = urllib.request.Request(f"http://127.0.0.1:{self.local}/local/v1{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as refused:
            raise Refused(refused.code, json.loads(refused.read() or b"{}")) from None

    def as_operator(self, method, path, body=None, who=OPERATOR, seconds=15):
        """Logs in where needed: a token does not outlive the agent."""
        for attempt in (1, 2):
            with self.in_use:
                if who not in self.tokens:
                    self.tokens[who] = self.call("POST", "/login", {"operator": who, "pin": PIN})["token"]
            try:
                return self.call(method, path, body, self.tokens[who], seconds)
            except Refused as refused:
                if refused.code != 401 or attempt == 2:
                    raise
                self.tokens.pop(who, None)

    def persistently(self, method, path, body=None, who=OPERATOR, seconds=300):
        """Over the agent's deaths, as a person does: the same request again until it is answered."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.as_operator(method, path, body, who)
            except Refused as refused:
                if refused.code < 500 and refused.code not in (401, 429):
                    raise
                failure = refused
            except (OSError, ValueError, http.client.HTTPException) as lost:
                failure = lost
            if time.monotonic() > deadline:
                raise Failed(f"{self.agent}: {method} {path}: {failure}")
            time.sleep(0.05)

    def unsent(self):
        return self.persistently("GET", "/unsent")

    def lines(self):
        """(epoch, seq) -> (line, head), read from the agent's own file beside the running agent."""
        with sqlite3.connect(f"file:{self.state}/ledger/ledger.sqlite?mode=ro", uri=True, timeout=20) as ledger:
            return {(epoch, seq): (line, head)
                    for epoch, seq, line, head in ledger.execute("SELECT epoch, seq, line, head FROM lines")}

    def last_receipt(self):
        """The newest receipt that the agent believed, as (epoch, seq, head); None before the first."""
        with sqlite3.connect(f"file:{self.state}/ledger/ledger.sqlite?mode=ro", uri=True, timeout=20) as ledger:
            row = ledger.execute("SELECT text FROM notes WHERE name = 'receipt'").fetchone()
        receipt = json.loads(row[0])["receipt"] if row else {"epoch": 0}
        return (receipt["epoch"], receipt["seq"], receipt["head"]) if receipt["epoch"] else None


class World:
    def __init__(self, bin_folder, seed=1, berths=1, scale=SCALE, proxied=True, interval=1):
        self.bin, self.seed, self.scale, self.interval = pathlib.Path(bin_folder), seed, scale, interval
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quaywatt-killers-", dir="/tmp"))
        ports = free_ports(3 + 4 * berths)
        self.site, self.link, proxy_port = ports[:3]
        self.toml = self.folder / "server.toml"
        self.database = Program("mariadbd", [
            "mariadbd", "--no-defaults", f"--datadir={self.folder}/db", f"--socket={self.folder}/db.sock",
            f"--tmpdir={self.folder}", "--skip-networking", "--user=root", "--default-time-zone=+00:00",
            "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin", "--innodb-flush-log-at-trx-commit=1",
            "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=16M"], self.folder / "mariadbd.log")
        self.server = Program("server", [self.bin / "quaywatt-server", "--config", self.toml],
                              self.folder / "server.log")
        self.proxy_program = Program("proxy", [
            "/usr/bin/python3", pathlib.Path(__file__).with_name("fault_proxy.py"), "--seed", seed, "--to",
            f"127.0.0.1:{self.link}", "--listen", f"127.0.0.1:{proxy_port}"], self.folder / "proxy.log")
        self.proxied, self.proxy_port, self.proxy = proxied, proxy_port, None
        self.berths = [Berth(self, n + 1, ports[3 + 4 * n:7 + 4 * n]) for n in range(berths)]

    def __enter__(self):
        try:
            self.set_up()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, failure, *_):
        self.close(keep=failure is not None)

    def close(self, keep=False):
        for program in self.programs():
            program.end()
        if keep:
            print(f"the world's folder is kept: {self.folder}", flush=True)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def programs(self):
        return [part for berth in self.berths for part in (berth.program, berth.simulator)] + [
            self.proxy_program, self.server, self.database]

    def set_up(self):
        run("mariadb-install-db", "--no-defaults", "--force", "--auth-root-authentication-method=normal",
            "--skip-test-db", f"--datadir={self.folder}/db", "--user=root", "--innodb-log-file-size=16M")
        self.database.start()
        self.wait_for_database()
        self.sql("CREATE DATABASE quaywatt CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"
                 "CREATE USER quaywatt@localhost; GRANT ALL ON quaywatt.* TO quaywatt@localhost", schema="")
        self.toml.write_text(SERVER_TOML.format(folder=self.folder, site=self.site, link=self.link))
        self.quaywatt("ca", "init", "--dir", self.folder / "ca")
        self.quaywatt("migrate", "--config", self.toml)
        self.load_register()
        self.server.start()
        self.wait_for_server()
        if self.proxied:
            self.proxy = Control(json.loads(self.proxy_program.start(read_line=True))["control_port"])
        self.pin_hash = run(self.bin / "quaywatt-agent", "operator", "hash", given=PIN + "\n").strip()
        for berth in self.berths:
            self.start_berth(berth)
        for berth in self.berths:
            until(berth.listening, 30, f"{berth.agent} listens")

    def load_register(self):
        register = json.loads((SOURCE / "ops/demo/register.json").read_text(encoding="utf-8"))
        model = {"yangtze": register["berths"][0], "canal": register["berths"][1]}
        points, meters = register["supply_points"], register["meters"]
        for berth in self.berths:
            like = model["yangtze" if berth.modbus else "canal"]
            register["berths"].append({**like, "id": berth.name, "name": berth.name})
            points += [{**row, "berth": berth.name, "rated_power_w": RATED_W}
                       for row in list(points) if row["berth"] == like["id"]]
            meters += [{**row, "berth": berth.name} for row in list(meters) if row["berth"] == like["id"]]
        file = self.folder / "register.json"
        file.write_text(json.dumps(register, ensure_ascii=False), encoding="utf-8")
        self.vessels = register["vessels"]
        self.quaywatt("register", "load", file, "--config", self.toml)

    def start_berth(self, berth):
        berth.simulator.start(read_line=True)
        berth.settings(self.proxy_port if self.proxied else self.link, self.pin_hash, self.interval)
        code = self.quaywatt("enrol", "create", "--config", self.toml, "--agent", berth.agent, "--berth",
                             berth.name).strip()
        said = run(self.bin / "quaywatt-agent", "enrol", "--config", berth.toml, "--code", code, "--server",
                   f"https://127.0.0.1:{self.site}", "--ca", self.folder / "ca/ca.crt")
        fingerprint = next(line.split()[1] for line in said.splitlines() if line.startswith("fingerprint"))
        self.quaywatt("enrol", "approve", berth.agent, fingerprint, "--config", self.toml)
        berth.start()

    def quaywatt(self, *words, seconds=120):
        return run(self.bin / "quaywatt", *words, seconds=seconds)

    def figures(self, what):
        return [json.loads(line) for line in
                self.quaywatt("figures", what, "--config", self.toml, "--json").splitlines()]

    def sql(self, statement, schema="quaywatt", seconds=60):
        """Rows as lists of texts."""
        said = run("mariadb", "--no-defaults", f"--socket={self.folder}/db.sock", "--user=root", "--batch", "--raw",
                   "--skip-column-names", *([schema] if schema else []), "-e", statement, seconds=seconds)
        return [line.split("\t") for line in said.splitlines()]

    def database_answers(self):
        try:
            return self.database.alive() and bool(self.sql("SELECT 1", schema=""))
        except Failed:
            return False

    def wait_for_database(self):
        until(self.database_answers, 60, "mariadbd answers", every=0.05)

    def server_listens(self):
        if not self.server.alive():
            return False
        try:
            socket.create_connection(("127.0.0.1", self.link), timeout=2).close()
            return True
        except OSError:
            return False

    def wait_for_server(self):
        until(self.server_listens, 60, "the server listens")
