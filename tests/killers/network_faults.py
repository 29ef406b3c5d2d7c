#!/usr/bin/python3
"""What shipped agent and server do on bad lines, fault by fault. Usage: network_faults.py BIN [unittest arguments]"""
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

import promises
from operators import Notes
from world import Failed, World, until

BIN = ""
DEAD_WITHIN_S = 30       # fault N4
EVENT_WITHIN_S = 60      # fault N5
FIRST_PAUSES_S = 60      # after a fault the agent may be on its way to a longer pause


class OnOneBerth(unittest.TestCase):
    """A berth that lives through all tests of a class; each begins with a clean line and everything delivered."""
    berths, scale = 1, 1

    @classmethod
    def setUpClass(cls):
        cls.world = World(BIN, berths=cls.berths, scale=cls.scale)
        cls.addClassCleanup(cls.world.close)
        cls.world.set_up()
        cls.berth, cls.notes, cls.acts = cls.world.berths[0], Notes(), 0

    def setUp(self):
        self.world.proxy({"plan": {}, "link": {}, "cut": True})
        promises.drained(self.world)

    def act(self, berth=None):
        """A vessel comes and goes: two urgent lines."""
        berth = berth or self.berth
        type(self).acts += 1
        vessel = self.world.vessels[self.acts % len(self.world.vessels)]
        request = f"net-{self.acts}"
        stay = berth.persistently("POST", "/stays", {
            "request": request, "vessel": {"name": vessel["name"], "identity": vessel["identity"]}})["ref"]
        self.notes.act(berth, stay, "stay_registered", request)
        ended = berth.persistently("POST", f"/stays/{stay}/end", {"request": request + "-end"})["ref"]
        self.notes.act(berth, ended, "stay_ended", request + "-end")
        return position(ended)

    def receipted(self, berth=None):
        return position((berth or self.berth).unsent().get("receipted_ref", "0.0"))

    def held(self, berth=None):
        rows = self.world.sql("SELECT epoch, last_seq FROM ledger_heads WHERE agent = "
                              f"'{(berth or self.berth).agent}' ORDER BY epoch DESC LIMIT 1")
        return tuple(map(int, rows[0])) if rows else (0, 0)

    def wait_receipted(self, place, seconds=FIRST_PAUSES_S, berth=None):
        begun = time.monotonic()
        until(lambda: self.receipted(berth) >= place, seconds, f"{place} receipted; {(berth or self.berth).unsent()}")
        return time.monotonic() - begun

    def counts(self, kind):
        return self.world.proxy({"look": True})["counts"].get(kind, 0)

    def connections(self):
        return sum(self.world.proxy({"look": True})["counts"].values())

    def server_log(self):
        return [json.loads(line) for line in self.world.server.log.read_text().splitlines() if line.startswith("{")]

    def tearDown(self):
        self.world.proxy({"plan": {}, "link": {}, "cut": True})
        promises.drained(self.world)
        for berth in self.world.berths:
            promises.acknowledged_lines_are_there(berth, self.notes)
            promises.held_exactly_once(self.world, berth)


def position(ref):
    return tuple(map(int, ref.split(".")))


class Network(OnOneBerth):
    # N1 S3
    def test_N1_a_lost_reply_is_asked_for_again_and_has_one_effect(self):
        lost = self.counts("lost_reply")
        self.world.proxy({"next": ["lost_reply"]})
        place = self.act()
        until(lambda: self.counts("lost_reply") > lost, 10, "the reply is lost")
        self.wait_receipted(place)

    # N2
    def test_N2_a_batch_that_arrives_late_and_twice_changes_nothing(self):
        late = self.counts("late")
        self.world.proxy({"next": ["late"]})
        place = self.act()
        until(lambda: self.counts("late") > late, 10, "a batch is held up")
        self.wait_receipted(place)
        until(lambda: self.world.proxy({"look": True})["open"] == 0, 90, "the late batch has arrived as well")
        self.wait_receipted(self.act())
        self.assertEqual(self.world.figures("ledgers")[0]["standing"], "enrolled")

    # N3
    def test_N3_while_the_line_flaps_the_agent_backs_off_and_catches_up(self):
        for _ in range(3):
            self.world.proxy({"plan": {"refuse": 1.0}, "cut": True})
            before, begun = self.connections(), time.monotonic()
            while time.monotonic() - begun < 8:  # the line's dead time, compressed from five minutes
                place = self.act()
            # First pause at least a second, each urgent line at most every five seconds.
            self.assertLessEqual(self.connections() - before, 6, "a storm of connections")
            self.world.proxy({"plan": {}})
            self.wait_receipted(place)

    # N4
    def test_N4_a_peer_that_is_gone_is_noticed_within_30_s(self):
        swallowed = self.counts("half_open")
        self.world.proxy({"plan": {"half_open": 1.0}})
        place = self.act()
        until(lambda: self.counts("half_open") > swallowed, 10, "a connection is half open")
        begun = time.monotonic()
        until(lambda: self.berth.unsent()["link"]["phase"] == "offline", DEAD_WITHIN_S, "the agent knows")
        self.world.proxy({"plan": {}})
        self.assertLessEqual(time.monotonic() - begun, DEAD_WITHIN_S)
        self.wait_receipted(place)

    # N4
    def test_N4_a_server_that_froze_is_noticed_within_30_s_and_recording_goes_on(self):
        self.world.server.freeze()
        try:
            place = self.act()  # answered although nobody answers us
            until(lambda: self.berth.unsent()["link"]["phase"] == "offline", DEAD_WITHIN_S, "the agent knows")
        finally:
            self.world.server.thaw()
        self.wait_receipted(place)

    # N12
    def test_N12_when_answers_are_blocked_everything_is_kept_and_sent_until_a_receipt_comes(self):
        before = self.receipted()
        self.world.proxy({"plan": {"lost_reply": 1.0}})
        place, lost = self.act(), self.counts("lost_reply")
        until(lambda: self.held() >= place, 20, "the server has it")
        until(lambda: self.counts("lost_reply") >= lost + 2, 30, "it was tried again")
        self.assertEqual(self.receipted(), before)
        self.assertGreaterEqual(self.berth.unsent()["lines"], 2)
        self.world.proxy({"plan": {}})
        self.wait_receipted(place)

    # N12
    def test_N12_a_line_that_carries_nothing_back_at_all_loses_nothing(self):
        self.world.proxy({"plan": {"uplink_only": 1.0}, "cut": True})
        place = self.act()
        until(lambda: self.berth.unsent()["link"]["phase"] == "offline", DEAD_WITHIN_S, "the agent knows")
        self.assertLess(self.receipted(), place)
        self.world.proxy({"plan": {}, "cut": True})
        self.wait_receipted(place)

    def test_flipped_bits_and_cut_batches_are_sent_again(self):
        self.world.proxy({"plan": {"corrupt": 0.4, "truncate": 0.3, "reset": 0.2}})
        begun = self.connections()
        until(lambda: self.act() and self.connections() - begun >= 8, 90, "eight attempts on a bad line", every=0.5)
        self.world.proxy({"plan": {}})
        self.wait_receipted(self.act())

    # A6
    def test_A6_a_second_agent_on_the_same_ledger_ends_with_a_message(self):
        second = subprocess.run([BIN + "/quaywatt-agent", "run", "--config", self.berth.toml], capture_output=True,
                                text=True, timeout=30)
        self.assertNotEqual(second.returncode, 0)
        self.assertRegex(second.stderr, "in use|already|占用|已在运行")
        self.wait_receipted(self.act())

    def test_the_checks_see_what_they_are_there_for(self):
        """Tampered with on purpose: a row gone, a head changed, a receipt that was never true."""
        self.wait_receipted(self.act())
        self.world.sql("CREATE TABLE kept AS SELECT * FROM ledger_batches")
        last = "WHERE agent = 'killers-01' ORDER BY epoch DESC, first_new_seq DESC LIMIT 1"
        for damage in (f"DELETE FROM ledger_batches {last}", f"UPDATE ledger_batches SET head_after = SHA2('x', 256) {last}",
                       f"UPDATE ledger_batches SET first_new_seq = first_new_seq + 1 {last}"):
            self.world.sql(damage)
            with self.assertRaises((Failed, IndexError)):
                promises.held_exactly_once(self.world, self.berth)
            self.world.sql("DELETE FROM ledger_batches; INSERT INTO ledger_batches SELECT * FROM kept")
        self.world.sql("DROP TABLE kept")
        promises.held_exactly_once(self.world, self.berth)
        never = Notes()
        never.act(self.berth, "1.1", "stay_registered", "never-asked")
        self.assertRaises(Failed, promises.acknowledged_lines_are_there, self.berth, never)
        never.receipts.append((self.berth, 1, 2, "0" * 64))
        self.assertRaises(Failed, promises.receipts_are_kept, self.world, never)


class Terminal(OnOneBerth):
    """The operator's terminal misbehaves; the agent's clock is fast, so that readings come every second."""
    scale = 600

    def hanging(self, count, text):
        lines = []
        for _ in range(count):
            line = socket.create_connection(("127.0.0.1", self.berth.local), timeout=5)
            line.sendall(text)
            lines.append(line)
            self.addCleanup(line.close)
        return lines

    def goes_on(self, what):
        """Readings are recorded and delivered."""
        before = max(self.berth.lines())
        until(lambda: max(self.berth.lines()) > before, 30, f"recording goes on with {what}")
        until(lambda: self.held() > before, 30, f"delivery goes on with {what}")

    # A12
    def test_A12_terminals_that_hang_or_are_killed_do_not_stop_recording(self):
        begun = (f"POST /local/v1/stays HTTP/1.1\r\nHost: 127.0.0.1:{self.berth.local}\r\n"
                 "Content-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"request\":").encode()
        hung = self.hanging(64, begun) + self.hanging(64, b"GET /local/v1/over")
        self.goes_on("terminals that hang")
        for line in hung[::2]:  # killed: the kernel resets what they leave behind
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            line.close()
        self.goes_on("terminals that were killed")
        for line in hung:
            line.close()
        self.wait_receipted(self.act())

    # A12
    def test_A12_a_terminal_killed_in_the_middle_of_an_act_finds_it_done_once(self):
        vessel = self.world.vessels[0]
        body = {"request": "killed-terminal", "vessel": {"name": vessel["name"], "identity": vessel["identity"]}}
        terminal = subprocess.Popen(
            ["curl", "-s", "-X", "POST", f"http://127.0.0.1:{self.berth.local}/local/v1/stays", "-H",
             "Content-Type: application/json", "-H", "Authorization: Bearer " + self.token(), "-d", json.dumps(body)],
            stdout=subprocess.DEVNULL)
        terminal.send_signal(signal.SIGKILL)
        terminal.wait()
        first = self.berth.persistently("POST", "/stays", body)["ref"]
        self.assertEqual(first, self.berth.persistently("POST", "/stays", body)["ref"])
        self.berth.persistently("POST", f"/stays/{first}/end", {"request": "killed-terminal-end"})

    def token(self):
        self.berth.as_operator("GET", "/overview")
        return self.berth.tokens["1001"]


class SlowLink(OnOneBerth):
    """2 kbit/s, 2 s there and back, three segments in ten lost, the loss as the pauses that TCP makes of it."""
    link = {"rate_bps": 2000, "delay_ms": 1000, "loss": 0.3, "rto_ms": 3000, "mss": 536}

    # N5
    def test_N5_start_and_stop_arrive_within_60_s(self):
        self.world.proxy({"link": self.link})
        took = []
        for _ in range(3):
            took.append(self.wait_receipted(self.act(), 2 * EVENT_WITHIN_S))
            print(f"N5: {took[-1]:.0f} s, {self.world.proxy({'look': True})['last']}", flush=True)
        self.assertLessEqual(sorted(took)[1], EVENT_WITHIN_S)

    # N5 A9
    def test_N5_a_backlog_trickles_through_in_pieces_that_fit_the_line(self):
        self.world.proxy({"plan": {"refuse": 1.0}, "cut": True})
        for _ in range(150):
            place = self.act()
        self.world.proxy({"plan": {}, "link": self.link | {"loss": 0}})
        before = self.held()
        until(lambda: self.held() > before, 180, f"some of the backlog arrives; {self.berth.unsent()}", every=0.5)
        self.world.proxy({"link": {}, "cut": True})
        self.wait_receipted(place)


def address_of_this_machine():
    """One that is no loopback: those the server takes for a proxy of its own. No packet leaves."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return probe.getsockname()[0]


def client_context(world, berth=None):
    context = ssl.create_default_context(cafile=world.folder / "ca/ca.crt")
    context.check_hostname = False
    if berth:
        context.load_cert_chain(next(berth.state.rglob("tls.crt")), next(berth.state.rglob("tls.key")))
    return context


class Crowd(OnOneBerth):
    berths = 3

    # N9
    def test_N9_when_many_reconnect_together_each_is_answered_and_live_lines_arrive_in_30_s(self):
        context, answers, lock = client_context(self.world, self.world.berths[1]), [], threading.Lock()
        together = threading.Barrier(150)

        def reconnect():
            together.wait()
            try:
                with socket.create_connection(("127.0.0.1", self.world.link), timeout=30) as plain, \
                        context.wrap_socket(plain) as line:
                    line.sendall(b"GET /agent/v1/head HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    answer = line.makefile("rb").read()
            except OSError as failure:
                answer = str(failure).encode()
            with lock:
                answers.append(answer)
        crowd = [threading.Thread(target=reconnect) for _ in range(150)]
        for one in crowd:
            one.start()
        took = self.wait_receipted(self.act(), 30)
        for one in crowd:
            one.join()
        codes = {code: sum(answer.startswith(b"HTTP/1.1 " + code) for answer in answers) for code in (b"200", b"503")}
        print(f"N9: 150 together: {codes}, a live line in {took:.1f} s", flush=True)
        self.assertEqual(sum(codes.values()), 150, [answer[:60] for answer in answers if b"HTTP" not in answer][:3])
        self.assertTrue(all(b"Retry-After" in answer for answer in answers if b" 503" in answer[:13]))

    # N9
    def test_N9_agents_that_were_cut_off_all_catch_up(self):
        self.world.proxy({"plan": {"refuse": 1.0}, "cut": True})
        places = {berth.agent: [self.act(berth) for _ in range(20)][-1] for berth in self.world.berths}
        self.world.proxy({"plan": {}})
        for berth in self.world.berths:
            self.wait_receipted(places[berth.agent], berth=berth)

    # X14
    def test_X14_slow_and_many_connections_of_a_stranger_do_not_keep_the_agents_out(self):
        address = address_of_this_machine()
        if address is None:
            self.skipTest("this machine has no address but the loopback's, which the server does not count")
        stop = threading.Event()

        def stranger():
            """Connects again and again, says a byte every second, never enough."""
            while not stop.is_set():
                try:
                    with socket.create_connection((address, self.world.link), 5) as line:
                        for byte in b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(120):
                            line.sendall(bytes([byte]))
                            if stop.wait(1):
                                return
                except OSError:
                    stop.wait(0.2)
        strangers = [threading.Thread(target=stranger, daemon=True) for _ in range(200)]
        for one in strangers:
            one.start()
        try:
            stop.wait(3)  # all of them are there
            took = [self.wait_receipted(self.act(), 120) for _ in range(3)]
            print(f"X14: beside 200 slow connections a line takes {max(took):.1f} s", flush=True)
            self.assertLessEqual(max(took), 30)
        finally:
            stop.set()
            for one in strangers:
                one.join()


if __name__ == "__main__":
    BIN = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
