#!/usr/bin/python3
"""Verifies an exported ledger (schema/wire/LINES.md, "Export") without a line of the product's code: Python's standard
library and the openssl command. Written from LINES.md alone, as a second opinion on the C++ implementation.

Usage: verify_ledger.py DIR    prints one JSON object; exit 0 sound, 1 not sound, 2 cannot run
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys

LINE_MAX_BYTES = 8192
BATCH_MAX_LINES = 1000
HEAD = re.compile(r"[0-9a-f]{64}\Z")
REFERENCE = re.compile(r"([1-9][0-9]*)\.([1-9][0-9]*)\Z")
REFERENCE_FIELDS = {"stay", "session", "checklist", "declaration", "fault", "target", "last"}
KINDS = {
    "epoch_opened", "key_changed", "program_started", "reading", "meter_silent", "stay_registered", "stay_ended",
    "checklist_completed", "supply_started", "supply_resumed", "supply_stopped", "declared", "declaration_ended",
    "confirmed", "fault_opened", "fault_closed", "meter_exchanged", "clock_adjusted", "shift_changed", "corrected",
    "alarm",
}


class Unsound(Exception):
    """What is wrong, and where: the first thing found ends the verification."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def step(head: str, line: bytes) -> str:
    return sha256(head.encode() + b"\n" + line + b"\n")


def read(folder: pathlib.Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise Unsound(f"{name}: cannot be read ({error.strerror})") from error


def split_lines(name: str, data: bytes) -> list:
    if data and not data.endswith(b"\n"):
        raise Unsound(f"{name}: the last line does not end in a line feed")
    return data.split(b"\n")[:-1]


def signed_fields(folder: pathlib.Path, key: str, name: str) -> list:
    """The lines of a text whose signature is the key's."""
    if len(read(folder, name + ".sig")) != 64:
        raise Unsound(f"{name}.sig: a signature has 64 bytes")
    read(folder, key)
    outcome = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(folder / key), "-rawin",
         "-in", str(folder / name), "-sigfile", str(folder / (name + ".sig"))],
        capture_output=True, check=False)
    if outcome.returncode != 0:
        raise Unsound(f"{name}: the signature is not of {key}")
    return [field.decode() for field in split_lines(name, read(folder, name))]


def whole(text: str, where: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,15}", text):
        raise Unsound(f"{where}: {text!r} is no whole number")
    return int(text)


def no_duplicates(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a field appears twice")
    return members


def no_number(text):
    raise ValueError(f"{text} is no whole number")


def points_forward(value, position) -> bool:
    """Whether a reference anywhere in the value does not point to an earlier line."""
    if isinstance(value, list):
        return any(points_forward(item, position) for item in value)
    if not isinstance(value, dict):
        return False
    for name, inner in value.items():
        if name in REFERENCE_FIELDS and isinstance(inner, str):
            match = REFERENCE.match(inner)
            if not match or (int(match.group(1)), int(match.group(2))) >= position:
                return True
        if points_forward(inner, position):
            return True
    return False


def set_aside_for(line: bytes, epoch: int, seq: int) -> str:
    """Why a line must be set aside: it is evidence all the same. Empty when it need not."""
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=no_duplicates, parse_float=no_number,
                           parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        return f"not_json: {error}"
    if not isinstance(value, dict) or value.get("v") != 1:
        return "unknown_version"
    if value.get("kind") not in KINDS:
        return "unknown_kind"
    if (value.get("epoch"), value.get("seq")) != (epoch, seq):
        return "wrong_position"
    if value["kind"] == "epoch_opened" and seq != 1:
        return "bad_value: an epoch opens with its line 1"
    return "forward_reference" if points_forward(value, (epoch, seq)) else ""


def verify_batches(folder, agent, epoch, first, heads):
    """The signed batches cover every line, in order, without gaps. `heads[i]` is the head before line first + i."""
    names = sorted(path.name for path in (folder / f"epoch-{epoch}/batches").glob("*.txt"))
    following = first
    for file_name in names:
        name = f"epoch-{epoch}/batches/{file_name}"
        fields = signed_fields(folder, "keys/agent.pem", name)
        if len(fields) != 7 or fields[:3] != ["quaywatt batch 1", agent, str(epoch)]:
            raise Unsound(f"{name}: is no batch of epoch {epoch} of {agent}")
        start, end = whole(fields[3], name), whole(fields[4], name)
        if start != following or not start <= end < start + BATCH_MAX_LINES:
            raise Unsound(f"{name}: does not go on from line {following - 1}")
        if end - first + 1 >= len(heads):
            raise Unsound(f"epoch-{epoch} line {first + len(heads) - 1}: signed, but missing")
        if [fields[5], fields[6]] != [heads[start - first], heads[end - first + 1]]:
            raise Unsound(f"epoch-{epoch} lines {start} to {end}: not what was signed")
        following = end + 1
    if following < first + len(heads) - 1:
        raise Unsound(f"epoch-{epoch} line {following}: not signed")
    return len(names)


def verify_receipts(folder, agent, epoch, first, heads):
    checked = 0
    for path in sorted((folder / "receipts").glob(f"{epoch}-*.txt")):
        name = f"receipts/{path.name}"
        fields = split_lines(name, read(folder, name))
        if len(fields) != 7:
            raise Unsound(f"{name}: is no receipt")
        key = fields[6].decode(errors="replace")
        if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", key):
            raise Unsound(f"{name}: {key!r} is no key id")
        fields = signed_fields(folder, f"keys/receipt-{key}.pem", name)
        if fields[:3] != ["quaywatt receipt 1", agent, str(epoch)]:
            raise Unsound(f"{name}: is no receipt for epoch {epoch} of {agent}")
        seq = whole(fields[3], name)
        if seq > first + len(heads) - 2:
            raise Unsound(f"epoch-{epoch}: the server held lines up to {seq}, here they end at {first + len(heads) - 2}")
        if seq >= first and heads[seq - first + 1] != fields[4]:
            raise Unsound(f"epoch-{epoch} line {seq}: the server held another ledger up to here")
        checked += 1
    return checked


def verify_epoch(folder, agent, fields):
    if [fields[0]] + fields[2::2] != ["epoch", "first", "last", "before", "after", "file"] or len(fields) != 12:
        raise Unsound("agent.txt: a line is not of the form of an epoch")
    epoch, first, last = (whole(fields[i], "agent.txt") for i in (1, 3, 5))
    before, after, file_hash = fields[7], fields[9], fields[11]
    if first == 1 and before != sha256(f"quaywatt ledger 1\n{agent}\n{epoch}\n".encode()):
        raise Unsound(f"epoch-{epoch}: does not start as an epoch of {agent}")
    lines_name = f"epoch-{epoch}/lines.ndjson"
    data = read(folder, lines_name)
    lines = data.split(b"\n")
    tail = lines.pop()
    written = [head.decode(errors="replace") for head in
               split_lines(f"epoch-{epoch}/heads.txt", read(folder, f"epoch-{epoch}/heads.txt"))]
    heads, set_aside = [before], []
    for seq, line in enumerate(lines, first):
        where = f"epoch-{epoch} line {seq}"
        heads.append(step(heads[-1], line))
        if seq - first >= len(written) or written[seq - first] != heads[-1]:
            raise Unsound(f"{where}: changed, removed, moved or inserted here")
        if len(line) > LINE_MAX_BYTES:
            raise Unsound(f"{where}: longer than {LINE_MAX_BYTES} bytes")
        reason = set_aside_for(line, epoch, seq)
        if reason:
            set_aside.append({"seq": seq, "reason": reason})
    if tail or len(written) != len(lines):
        raise Unsound(f"epoch-{epoch} line {first + len(lines)}: bytes were added or removed behind the last line")
    batches = verify_batches(folder, agent, epoch, first, heads)
    if (first + len(lines) - 1, heads[-1], sha256(data)) != (last, after, file_hash):
        raise Unsound(f"epoch-{epoch}: ends at line {first + len(lines) - 1}, agent.txt says {last}")
    receipts = verify_receipts(folder, agent, epoch, first, heads)
    return {"epoch": epoch, "first": first, "last": last, "head": after, "batches": batches, "receipts": receipts,
            "set_aside": set_aside}


def verify(folder: pathlib.Path) -> dict:
    cover = signed_fields(folder, "keys/agent.pem", "agent.txt")
    if len(cover) < 4 or cover[0] != "quaywatt export 1":
        raise Unsound("agent.txt: is no export of this kind")
    agent = cover[1]
    epochs = [verify_epoch(folder, agent, line.split(" ")) for line in cover[4:]]
    numbers = [epoch["epoch"] for epoch in epochs]
    if numbers != sorted(set(numbers)):
        raise Unsound("agent.txt: epochs are not in order")
    for path in sorted((folder / "receipts").glob("*.txt")):
        if not any(path.name.startswith(f"{number}-") for number in numbers):
            raise Unsound(f"receipts/{path.name}: the server held an epoch that is missing here")
    return {"verdict": "sound", "agent": agent, "exported_at": cover[2], "program": cover[3], "epochs": epochs}


def main() -> int:
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        print(json.dumps(verify(pathlib.Path(sys.argv[1])), ensure_ascii=False))
        return 0
    except Unsound as error:
        print(json.dumps({"verdict": "unsound", "error": str(error)}, ensure_ascii=False))
        return 1


if __name__ == "__main__":
    sys.exit(main())
