#!/usr/bin/python3
"""What the compiler cannot see of docs/architecture.md's style: one idea a file, lines that fit, clocks injected,
no loose ends, migrations in sequence. Usage: house_style.py [ROOT]; exit 1 on a breach."""
import pathlib
import re
import sys

TOPS = ("domain", "schema", "gis", "berth-agent", "server", "ops", "tests")
LINE_MAX = 120
FILE_MAX = 350  # usual is 130; past this a second idea has crept in
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CLOCK = re.compile(r"(system_clock|steady_clock)::now|\btime\(\s*(nullptr|NULL|0)\s*\)|gettimeofday|clock_gettime")
FILE_WORDS = re.compile(r"(^|_)(manager|helper|helpers|util|utils|common|misc)(_|\.|$)")


def breaches(path: str, text: str):
    lines = text.splitlines()
    name = path.rsplit("/", 1)[-1]
    if FILE_WORDS.search(name):
        yield 1, f"the name {name} says nothing; name the idea"
    if len(lines) > FILE_MAX and not path.startswith("tests/"):
        yield len(lines), f"{len(lines)} lines, more than {FILE_MAX}: split by idea"
    if name.endswith(".h") and "#pragma once" not in text:
        yield 1, "no #pragma once"
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_MAX:
            yield number, f"{len(line)} columns, more than {LINE_MAX}"
        if "\t" in line:
            yield number, "a tab"
        if LOOSE_END.search(line):
            yield number, "a loose end"
        if path.startswith(("domain/", "gis/", "server/usecases/")) and CLOCK.search(line):
            yield number, "reads a clock; take the time as a parameter"


def migrations(root: pathlib.Path):
    numbers = sorted(int(f.name[:4]) for f in (root / "schema/sql").glob("[0-9][0-9][0-9][0-9]_*.sql"))
    for a, b in zip(numbers, numbers[1:]):
        if a == b:
            yield "schema/sql", 1, f"two migrations number {a:04d}"


def main() -> int:
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    found, files = list(migrations(root)), 0
    for top in TOPS:
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix not in (".h", ".cpp") or "node_modules" in path:
                continue
            files += 1
            found += [(path, number, why) for number, why in breaches(path, file.read_text(encoding="utf-8"))]
    for path, number, why in found:
        print(f"{path}:{number}: {why}")
    print(f"{files} files, {len(found)} breaches of the house style")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
