#!/usr/bin/python3
"""Damages copies of the golden export in every way a ledger can be tampered with, and expects two verifiers that share
nothing - the shell commands printed in its README.md, and verify_ledger.py - to find it and to name the place.

Usage: export_test.py [EXPORT_DIR]
"""
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE.parents[1] / "schema/wire/golden/ledger"
LINES = "epoch-1/lines.ndjson"
HEADS = "epoch-1/heads.txt"
BATCH = "epoch-1/batches/000000000001-000000000035.txt"
RECEIPT = "receipts/1-34.txt"


# ---- the two verifiers -------------------------------------------------------------------------------------------

def readme_commands(folder: pathlib.Path) -> str:
    text = (folder / "README.md").read_text(encoding="utf-8")
    return text.split("```sh\n", 1)[1].split("```\n", 1)[0]


def by_shell(shell):
    def verify(folder):
        # Only what README.md names is on the PATH: sha256sum and openssl, and the shell itself.
        with tempfile.TemporaryDirectory() as tools:
            for tool in ("sha256sum", "openssl"):
                pathlib.Path(tools, tool).symlink_to(shutil.which(tool))
            outcome = subprocess.run([shutil.which(shell), "-c", readme_commands(folder)], cwd=folder, check=False,
                                     env={"PATH": tools}, capture_output=True)
        return outcome.returncode, outcome.stdout.decode(errors="replace") + outcome.stderr.decode(errors="replace")
    return verify


def by_python(folder):
    outcome = subprocess.run([sys.executable, HERE / "verify_ledger.py", folder], check=False, capture_output=True)
    return outcome.returncode, outcome.stdout.decode() + outcome.stderr.decode()


VERIFIERS = {"sh": by_shell("sh"), "bash": by_shell("bash"), "python": by_python}


# ---- damage ------------------------------------------------------------------------------------------------------

def lines_of(folder):
    return (folder / LINES).read_bytes().splitlines(keepends=True)


def put_lines(folder, lines):
    (folder / LINES).write_bytes(b"".join(lines))


def flip(name, offset, bit=0):
    def damage(folder):
        data = bytearray((folder / name).read_bytes())
        data[offset] ^= 1 << bit
        (folder / name).write_bytes(bytes(data))
    return damage


def flip_in_line(seq, bit):
    def damage(folder):
        lines = lines_of(folder)
        line = bytearray(lines[seq - 1])
        line[len(line) // 2] ^= 1 << bit
        lines[seq - 1] = bytes(line)
        put_lines(folder, lines)
    return damage


def change_lines(change):
    def damage(folder):
        lines = lines_of(folder)
        change(lines)
        put_lines(folder, lines)
    return damage


def swap(lines, a, b):
    lines[a], lines[b] = lines[b], lines[a]


def insert_nul(lines):
    lines[6] = lines[6][:20] + b"\0" + lines[6][20:]


def heads_of(lines):
    head = hashlib.sha256(b"quaywatt ledger 1\njy-shili-01\n1\n").hexdigest()
    heads = [head]
    for line in lines:
        head = hashlib.sha256(head.encode() + b"\n" + line.rstrip(b"\n") + b"\n").hexdigest()
        heads.append(head)
    return heads


def rehash(change):
    """The tamperer also computes the heads anew."""
    def damage(folder):
        change_lines(change)(folder)
        (folder / HEADS).write_text("".join(head + "\n" for head in heads_of(lines_of(folder))[1:]))
    return damage


def resign(change, last=None):
    """The tamperer also has a key of its own and signs everything anew with it."""
    def damage(folder):
        rehash(change)(folder)
        heads = heads_of(lines_of(folder))
        last_seq = len(heads) - 1
        batch = (folder / BATCH).read_text().split("\n")
        batch[4], batch[6] = str(last_seq), heads[-1]
        (folder / BATCH).write_text("\n".join(batch))
        cover = (folder / "agent.txt").read_text().split("\n")
        words = cover[4].split(" ")
        words[5], words[9] = str(last_seq), heads[-1]
        words[11] = hashlib.sha256((folder / LINES).read_bytes()).hexdigest()
        cover[4] = " ".join(words)
        (folder / "agent.txt").write_text("\n".join(cover if last is None else cover[:4 + last] + [""]))
        own_key(folder, [BATCH, "agent.txt"] + (["epoch-2/batches/000000000001-000000000006.txt"]))
    return damage


def own_key(folder, names):
    with tempfile.TemporaryDirectory() as place:
        key = pathlib.Path(place, "key.pem")
        run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True)
        run("genpkey", "-algorithm", "ed25519", "-out", key)
        run("pkey", "-in", key, "-pubout", "-out", folder / "keys/agent.pem")
        for name in names:
            run("pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", folder / name, "-out", folder / f"{name}.sig")


def remove(name):
    return lambda folder: (folder / name).unlink()


def append(name, data):
    def damage(folder):
        with open(folder / name, "ab") as file:
            file.write(data)
    return damage


# what was done -> (damage, what every verifier must say; where they differ, a choice)
DAMAGES = {
    "flipped bit in line 1": (flip_in_line(1, 0), ["epoch-1 line 1:"]),
    "flipped bit in line 7": (flip_in_line(7, 5), ["epoch-1 line 7:"]),
    "flipped high bit in line 7": (flip_in_line(7, 7), ["epoch-1 line 7:"]),
    "flipped bit in the last line": (flip_in_line(35, 2), ["epoch-1 line 35:"]),
    "line feed flipped away": (flip(LINES, -1, 1), ["epoch-1 line 35:", "epoch-1 line 36:"]),
    "removed line 7": (change_lines(lambda lines: lines.pop(6)), ["epoch-1 line 7:"]),
    "removed first line": (change_lines(lambda lines: lines.pop(0)), ["epoch-1 line 1:"]),
    "removed last line": (change_lines(lambda lines: lines.pop()), ["epoch-1 line 35:", "epoch-1 line 36:"]),
    "swapped lines 7 and 8": (change_lines(lambda lines: swap(lines, 6, 7)), ["epoch-1 line 7:"]),
    "swapped lines 7 and 30": (change_lines(lambda lines: swap(lines, 6, 29)), ["epoch-1 line 7:"]),
    "inserted line before 7": (change_lines(lambda lines: lines.insert(6, lines[0])), ["epoch-1 line 7:"]),
    "inserted empty line before 7": (change_lines(lambda lines: lines.insert(6, b"\n")), ["epoch-1 line 7:"]),
    "line repeated at the end": (change_lines(lambda lines: lines.append(lines[-1])), ["epoch-1 line 36:"]),
    "bytes after the last line": (append(LINES, b"{}"), ["epoch-1 line 36:"]),
    "NUL inserted into line 7": (change_lines(insert_nul), ["epoch-1 line 7:", "epoch-1/lines.ndjson:"]),
    "last line feed cut off": (change_lines(lambda lines: lines.append(lines.pop()[:-1])),
                               ["epoch-1 line 35:", "epoch-1 line 36:", "epoch-1/lines.ndjson:"]),
    "flipped bit in a head": (flip(HEADS, 65 * 6), ["epoch-1 line 7:"]),
    "head added": (append(HEADS, b"0" * 64 + b"\n"), ["epoch-1 line 36:"]),
    "line 7 changed and heads computed anew": (rehash(lambda lines: swap(lines, 6, 7)), ["epoch-1 lines 1 to 35:"]),
    "last line removed and heads computed anew": (rehash(lambda lines: lines.pop()), ["epoch-1 line 35:"]),
    "line added and heads computed anew": (rehash(lambda lines: lines.append(lines[6])),
                                           ["epoch-1 line 36:", "epoch-1: ends at line 36"]),
    "flipped bit in a batch's text": (flip(BATCH, 40), [BATCH]),
    "flipped bit in a batch's signature": (flip(BATCH + ".sig", 40), [BATCH]),
    "batch removed": (remove(BATCH), ["epoch-1: no signed batches", "epoch-1 line 1: not signed"]),
    "signature removed": (remove(BATCH + ".sig"), [BATCH]),
    "flipped bit in agent.txt": (flip("agent.txt", 20), ["agent.txt:"]),
    "flipped bit in a receipt": (flip(RECEIPT, 60), [RECEIPT]),
    "other key in place of the agent's": (lambda folder: own_key(folder, []), ["agent.txt:"]),
    "line changed, everything signed anew by another": (resign(lambda lines: swap(lines, 6, 7)),
                                                        ["epoch-1 line 34: the server held another ledger"]),
    "lines cut off, everything signed anew": (resign(lambda lines: lines.__delitem__(slice(20, None))),
                                              ["epoch-1: the server held lines up to 34"]),
    "epoch 2 left out, everything signed anew": (resign(lambda lines: None, last=1), ["receipts/2-6.txt:"]),
}


def main() -> int:
    original = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    failures = 0
    for verifier_name, verify in VERIFIERS.items():
        code, said = verify(original)
        good = code == 0 and ("GOOD" in said or '"verdict": "sound"' in said)
        failures += not good
        print(f"{'ok  ' if good else 'FAIL'} {verifier_name}: untouched" + ("" if good else f"\n     {said}"))
    for what, (damage, expected) in DAMAGES.items():
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place, "export")
            shutil.copytree(original, folder)
            damage(folder)
            for verifier_name, verify in VERIFIERS.items():
                code, said = verify(folder)
                good = code == 1 and any(words in said for words in expected)
                failures += not good
                print(f"{'ok  ' if good else 'FAIL'} {verifier_name}: {what}" + ("" if good else f"\n     {said}"))
    print(f"{len(VERIFIERS) * (len(DAMAGES) + 1)} checks, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
