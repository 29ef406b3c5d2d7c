#!/usr/bin/python3
"""The radios of the demonstration's vessels and the receiver that hears them: NMEA 0183 sentences (AIS types 1 and 5)
with tag blocks in the demonstration's shortened time, to whoever connects. Vessels are moved by lines of JSON on the
control port: {"arrive": {"mmsi": …, "name": "…", "berth": "JY-SL-01"}} and {"leave": mmsi}. One vessel lies at the
Yangtze berth from the beginning, on its own engines, and nobody registers it."""
import argparse
import datetime
import json
import socket
import threading
import time

EVERY_S = 0.2
# The middle of each fence in ops/demo/fences.geojson, and the way out to open water.
BERTHS = {"JY-SL-01": (120.3030, 31.9324, 0.0060), "WX-LX-03": (120.27125, 31.57025, 0.0020)}
RESIDENT = {"mmsi": 413920101, "name": "SUJIANGYINHUO0101", "berth": "JY-SL-01"}
APPROACH, DEPARTURE = 3, 10  # reports under way before and after; a shorter absence would not end the stay
SIXBIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


class Bits:
    def __init__(self):
        self.text = ""

    def number(self, value, bits):
        self.text += format(value & ((1 << bits) - 1), f"0{bits}b")
        return self

    def letters(self, text, count):
        for letter in text.upper()[:count].ljust(count, "@"):
            self.number(max(SIXBIT.find(letter), 0), 6)
        return self

    def armoured(self):
        fill = -len(self.text) % 6
        text = self.text + "0" * fill
        groups = (int(text[i:i + 6], 2) for i in range(0, len(text), 6))
        return "".join(chr(group + 48 if group < 40 else group + 56) for group in groups), fill


def checksum(text):
    total = 0
    for byte in text.encode():
        total ^= byte
    return f"{total:02X}"


def position(mmsi, lon, lat, speed_kn):
    """Type 1, moored by its status whatever it does: the status is a hint and nothing else (fault V5)."""
    return (Bits().number(1, 6).number(0, 2).number(mmsi, 30).number(5, 4).number(0, 8).number(round(speed_kn * 10), 10)
            .number(1, 1).number(round(lon * 600000), 28).number(round(lat * 600000), 27).number(0, 12).number(511, 9)
            .number(60, 6).number(0, 2).number(0, 3).number(0, 1).number(0, 19))


def identity(mmsi, name):
    """Type 5: a cargo vessel of 67 by 11 metres."""
    return (Bits().number(5, 6).number(0, 2).number(mmsi, 30).number(0, 2).number(0, 30).letters("", 7)
            .letters(name, 20).number(70, 8).number(55, 9).number(12, 9).number(5, 6).number(6, 6).number(1, 4)
            .number(0, 20).number(28, 8).letters("WUXI", 20).number(0, 1).number(0, 1))


def sentences(bits, at_ms, sequence):
    """One message as a receiver passes it on: long ones in two parts, each with the tag block."""
    text, fill = bits.armoured()
    parts = [text[i:i + 56] for i in range(0, len(text), 56)]
    tag = f"s:demo,c:{at_ms}"
    for number, part in enumerate(parts, 1):
        body = "AIVDM,{},{},{},A,{},{}".format(len(parts), number, sequence % 10 if len(parts) > 1 else "", part,
                                             fill if number == len(parts) else 0)
        yield f"\\{tag}*{checksum(tag)}\\!{body}*{checksum(body)}\r\n"


class Radio:
    """One vessel: under way to its berth, alongside, away, silent."""

    def __init__(self, mmsi, name, berth, slot):
        self.mmsi, self.name, self.berth, self.slot = mmsi, name, berth, slot
        self.reports = 0
        self.left_at = None

    def over(self):
        return self.left_at is not None and self.reports - self.left_at >= DEPARTURE

    def report(self):
        lon, lat, out = BERTHS[self.berth]
        lon += (self.slot - 2) * 0.0003
        if self.left_at is not None:
            away, speed = (self.reports - self.left_at + 1) / DEPARTURE, 5.0
        else:
            away, speed = max(0, APPROACH - self.reports) / APPROACH, 4.0 if self.reports < APPROACH else 0.1
        self.reports += 1
        return position(self.mmsi, lon + away * out, lat, speed)


class Receiver:
    def __init__(self, scale, anchor):
        self.scale, self.anchor = scale, anchor
        self.lock = threading.Lock()
        self.radios, self.listeners, self.sent = {}, [], 0

    def now_ms(self):
        return round((self.anchor + (time.time() - self.anchor) * self.scale) * 1000)

    def arrive(self, mmsi, name, berth):
        with self.lock:
            taken = {radio.slot for radio in self.radios.values() if radio.berth == berth}
            self.radios[mmsi] = Radio(mmsi, name, berth, min(set(range(6)) - taken, default=0))

    def leave(self, mmsi):
        with self.lock:
            radio = self.radios.get(mmsi)
            if radio and radio.left_at is None:
                radio.left_at = radio.reports

    def send(self, line):
        for listener in list(self.listeners):
            try:
                listener.sendall(line.encode())
            except OSError:
                self.listeners.remove(listener)
                listener.close()

    def tick(self):
        with self.lock:
            for radio in list(self.radios.values()):
                self.sent += 1
                for line in sentences(radio.report(), self.now_ms(), self.sent):
                    self.send(line)
                if radio.reports % 10 == 1:
                    for line in sentences(identity(radio.mmsi, radio.name), self.now_ms(), self.sent):
                        self.send(line)
                if radio.over():
                    del self.radios[radio.mmsi]

    def listen(self, port):
        for client in accepted(port):
            client.settimeout(5)
            with self.lock:
                self.listeners.append(client)

    def obey(self, port):
        for client in accepted(port):
            with client, client.makefile() as lines:
                for line in lines:
                    order = json.loads(line)
                    if "arrive" in order:
                        self.arrive(**order["arrive"])
                    else:
                        self.leave(order["leave"])
                    client.sendall(b"{}\n")


def accepted(port):
    with socket.create_server(("127.0.0.1", port)) as server:
        while True:
            yield server.accept()[0]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--control-port", type=int, required=True)
    arguments.add_argument("--scale", type=int, required=True)
    arguments.add_argument("--anchor", required=True)
    arguments = arguments.parse_args()
    anchor = datetime.datetime.strptime(arguments.anchor, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
    receiver = Receiver(arguments.scale, anchor.timestamp())
    receiver.arrive(**RESIDENT)
    for target, port in ((receiver.listen, arguments.port), (receiver.obey, arguments.control_port)):
        threading.Thread(target=target, args=(port,), daemon=True).start()
    while True:
        receiver.tick()
        time.sleep(EVERY_S)


if __name__ == "__main__":
    main()
