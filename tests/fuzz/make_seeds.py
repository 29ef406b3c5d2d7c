"""Writes the seeds that are not text, or that are made of files standing elsewhere in the tree: OUT/<target>/<name>."""
import gzip
import json
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = pathlib.Path(sys.argv[1])


def seed(target: str, name: str, content: bytes) -> None:
    folder = OUT / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def frame(address: str, control: int, payload: bytes) -> bytes:
    """A DL/T 645-2007 frame, the payload before 33H is added."""
    head = bytes([0x68]) + bytes.fromhex(address)[::-1] + bytes([0x68, control, len(payload)])
    body = head + bytes((byte + 0x33) & 0xFF for byte in payload)
    return body + bytes([sum(body) & 0xFF, 0x16])


def value(identifier: int, figures: str) -> bytes:
    """An answer's payload: identifier, then BCD digits, both low byte first."""
    return struct.pack("<I", identifier) + bytes.fromhex(figures)[::-1]


def dlt645() -> None:
    meter = "000000000161"
    answers = {
        "forward_energy": value(0x00010000, "00012345"),
        "energy_block": value(0x0001FF00, "".join(["00000003", "00000002", "00000001", "00012345"])),
        "voltages": value(0x0201FF00, "229722982301"),
        "currents": value(0x0202FF00, "800123000456000789"),
        "power": value(0x02030000, "012345"),
        "power_factor": value(0x0206FF00, "1000100010001000"),
        "demand": value(0x01010000, "2409100815" + "012345"),
        "meter_number": value(0x04000402, "000000000161"),
    }
    for name, payload in answers.items():
        seed("dlt645", name, b"\x03" + b"\xfe" * 4 + frame(meter, 0x91, payload))
    whole = b"".join(frame(meter, 0x91, payload) for payload in answers.values())
    seed("dlt645", "all_with_noise", b"\x06\x68\x00" + whole + b"\x68\x16")
    seed("dlt645", "refusal", b"\x00" + frame(meter, 0xD1, b"\x02"))
    seed("dlt645", "request", b"\x10" + b"\xfe" * 4 + frame("aaaaaaaaaaaa", 0x11, struct.pack("<I", 0x00010000)))
    seed("dlt645", "address", b"\x10" + frame(meter, 0x93, bytes.fromhex(meter)[::-1]))
    broken = frame(meter, 0x91, answers["forward_energy"])
    seed("dlt645", "wrong_checksum", b"\x20" + broken[:-2] + bytes([broken[-2] ^ 1, 0x16]) + broken)


def modbus() -> None:
    numbers = struct.pack(">f", 230.5) + struct.pack(">I", 123456) + struct.pack(">h", -5)
    for meter in range(8):
        ratios = struct.pack(">BHB", meter, 80, 10)
        seed("modbus", f"map_{meter}_zeros", ratios + bytes(600))
        seed("modbus", f"map_{meter}_numbers", ratios + numbers * 40)
        seed("modbus", f"map_{meter}_all_ones", ratios + b"\x00" + b"\xff" * 600)
        seed("modbus", f"map_{meter}_silent", ratios + (b"\x00" + numbers * 2 + b"\xf3") * 8)
    for count in (1, 2, 125):
        registers = bytes(range(2 * count % 256)) if count < 125 else bytes(250)
        answer = struct.pack(">HHHBBB", 0, 0, 3 + 2 * count, 1, 3, 2 * count) + registers
        ask = bytes([count - 1])
        seed("modbus_link", f"whole_{count}", ask + answer)
        seed("modbus_link", f"cut_{count}", ask + answer[:-1])
        seed("modbus_link", f"other_unit_{count}", ask + answer[:6] + b"\x02" + answer[7:])
    seed("modbus_link", "exception", b"\x01" + struct.pack(">HHHBBB", 0, 0, 3, 1, 0x83, 2))
    seed("modbus_link", "other_transaction", b"\x01" + struct.pack(">HHHBBBHH", 9, 0, 7, 1, 3, 4, 1, 2))


def text_files() -> None:
    for maps in sorted((ROOT / "berth-agent/meter/maps").glob("*.csv")):
        seed("register_map", maps.name, maps.read_bytes())
    for config in sorted(ROOT.glob("ops/*/agent*.toml")):
        seed("config", f"{config.parent.name}-{config.name}", config.read_bytes())
    for config in sorted(ROOT.glob("ops/*/server*.toml")):
        seed("config", f"{config.parent.name}-{config.name}", b"s" + config.read_bytes())
    seed("register_file", "demo.json", (ROOT / "ops/demo/register.json").read_bytes())


def merged(base: object, patch: object) -> object:
    if not isinstance(base, dict) or not isinstance(patch, dict):
        return patch
    return base | {key: merged(base.get(key), inner) for key, inner in patch.items()}


def assess() -> None:
    facts = json.loads((ROOT / "tests/golden/assess/base.json").read_text())["facts"]
    for path in sorted((ROOT / "tests/golden/assess").glob("[0-9]*.json")):
        for case in json.loads(path.read_text()):
            one = [{"id": case["name"], "facts": merged(facts, case["patch"])}]
            seed("assess", case["name"], json.dumps(one, ensure_ascii=False).encode())


def wire() -> None:
    golden = ROOT / "schema/wire/golden"
    lines = (golden / "lines.ndjson").read_bytes().splitlines()
    for number, line in enumerate(lines, 1):
        seed("ledger_line", f"golden_{number:02}", line)
    for epoch in sorted((golden / "ledger").glob("epoch-*")):
        seed("ledger_line", epoch.name, (epoch / "lines.ndjson").read_bytes())
    messages = (golden / "messages.ndjson").read_bytes().splitlines()
    for number, message in enumerate(messages[1:], 2):
        seed("answers", f"golden_{number}", message)
    header = json.loads(messages[0])
    ledger = (golden / "ledger/epoch-1/lines.ndjson").read_bytes()
    body = messages[0] + b"\n" + ledger
    short = dict(header, last_seq=2)
    small = json.dumps(short, separators=(",", ":")).encode() + b"\n" + b"".join(ledger.splitlines(True)[:2])
    for name, content in (("golden", body), ("small", small), ("few_lines", body[:-1]), ("no_header", ledger)):
        packed = gzip.compress(content, mtime=0)
        seed("batch", f"body_{name}", b"b" + content)
        seed("batch", f"packed_{name}", b"z" + packed)
        seed("batch", f"cut_{name}", b"z" + packed[:-9])
    seed("batch", "two_members", b"z" + gzip.compress(small, mtime=0) * 2)
    seed("batch", "bomb", b"z" + gzip.compress(bytes(4 << 20), mtime=0))
    seed("batch", "plain", b"p" + small)
    seed("batch", "zeros", b"p" + bytes(70_000))


if __name__ == "__main__":
    for write in (dlt645, modbus, text_files, assess, wire):
        write()
