"""Starting, killing and ending real programs. Whatever happens to the test, they die with it."""
import concurrent.futures
import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import time

PR_SET_PDEATHSIG = 1
# The kernel counts the thread that started a program as its parent: this one lives as long as the test.
_STARTER = concurrent.futures.ThreadPoolExecutor(1)
_libc = ctypes.CDLL(None)


class Failed(Exception):
    """A promise that was not kept, or a world that did not come up."""


def until(met, seconds, what, every=0.02):
    """Waits for `met()` to be true and returns what it gave. Throws Failed after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        got = met()
        if got:
            return got
        if time.monotonic() > deadline:
            raise Failed(f"not within {seconds} s: {what}")
        time.sleep(every)


def free_ports(count):
    """Below the kernel's own ephemeral ports, so that no outgoing connection takes the port of a killed program."""
    block = 12_000 + os.getpid() % 900 * 20
    for first in [*range(block, 31_000, 20), *range(12_000, block, 20)]:
        probes = []
        try:
            for port in range(first, first + count):
                probe = socket.socket()
                probes.append(probe)
                probe.bind(("127.0.0.1", port))
            return list(range(first, first + count))
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()
    raise Failed("no free ports")


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Program:
    """One program that is started again and again with the same words."""

    def __init__(self, name, words, log):
        self.name, self.words, self.log = name, [str(word) for word in words], pathlib.Path(log)
        self.running, self.ending, self.kills = None, False, 0

    def start(self, read_line=False):
        with open(self.log, "ab") as log:
            self.running = _STARTER.submit(
                subprocess.Popen, self.words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if read_line else log,
                stderr=log, text=read_line, preexec_fn=_die_with_parent).result()
        return self.running.stdout.readline() if read_line else None

    def alive(self):
        """False while it is meant to be down; Failed when it ended by itself."""
        if self.ending or self.running is None:
            return False
        if self.running.poll() is not None and not self.ending:
            raise Failed(f"{self.name} ended by itself with {self.running.returncode}:\n{self.tail()}")
        return True

    def kill(self):
        """kill -9."""
        self.alive()
        self.kills += 1
        self.end()

    def end(self):
        self.ending = True
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            if self.running.stdout:
                self.running.stdout.close()
            self.running = None
        self.ending = False

    def freeze(self):
        self.running.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.running.send_signal(signal.SIGCONT)

    def tail(self, lines=15):
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def run(*words, given=None, seconds=60):
    """A command that ends by itself; its stdout. Throws Failed when it does not end well."""
    done = subprocess.run([str(word) for word in words], input=given, capture_output=True, text=True, timeout=seconds,
                          preexec_fn=_die_with_parent)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, words))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
