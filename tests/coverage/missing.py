#!/usr/bin/python3
"""What a gcovr JSON report leaves uncovered, as file:line. Usage: missing.py REPORT; exit 1 when anything is.

Left out, because no value of the enumeration leads there: the return behind a `switch` over all enumerators, which only
the compiler asks for, and that switch's own edge for "none of them"; each case counts as a line. Likewise what the
compiler writes itself: copies at the head of a struct or class, defaulted functions."""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
WRITTEN_BY_COMPILER = re.compile(r"^\s*(?:struct|class) \w.*\{|= default;")


def exhaustive_switches(source):
    """Lines (from 1) of a switch without default, and of the return behind it."""
    heads, behind, lines = set(), set(), source.splitlines()
    for at, line in enumerate(lines):
        head = re.match(r"(\s*)switch \(", line)
        if not head:
            continue
        end = next(n for n in range(at + 1, len(lines)) if lines[n] == head[1] + "}")
        if not any(re.match(r"\s*default:", inner) for inner in lines[at:end]):
            heads.add(at + 1)
            if lines[end + 1].strip().startswith("return "):
                behind.add(end + 2)
    return heads, behind


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        files = json.load(file)["files"]
    lines = branches = missed_lines = missed_branches = 0
    for entry in sorted(files, key=lambda each: each["file"]):
        source = (ROOT / entry["file"]).read_text(encoding="utf-8")
        heads, behind = exhaustive_switches(source)
        text = source.splitlines()
        for line in entry["lines"]:
            if line.get("gcovr/noncode") or (line["line_number"] in behind and line["count"] == 0):
                continue
            if line["line_number"] in heads or WRITTEN_BY_COMPILER.search(text[line["line_number"] - 1]):
                line["branches"] = []
            place = f"{entry['file']}:{line['line_number']}"
            lines += 1
            if line["count"] == 0:
                missed_lines += 1
                print(f"{place}: the line is never reached")
            untaken = sum(1 for branch in line["branches"] if branch["count"] == 0)
            branches += len(line["branches"])
            missed_branches += untaken
            if untaken and line["count"]:
                print(f"{place}: {untaken} of {len(line['branches'])} branches never taken")
    print(f"domain: {lines - missed_lines} of {lines} lines, {branches - missed_branches} of {branches} branches")
    return 1 if missed_lines or missed_branches or not branches else 0


if __name__ == "__main__":
    sys.exit(main())
