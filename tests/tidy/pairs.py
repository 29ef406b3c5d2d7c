#!/usr/bin/python3
"""Every condition of every decision in domain/rules has a pair of stays in tests/unit/domain/rules_pairs_test.cpp that
differ in it alone and in the verdict. This reads the conditions off the sources (operands of && || ?: in `if`, `return`
and initialisers, without their `!`) and the rows off the table; exit 1 on a condition without a pair, or a pair without
its condition. Usage: pairs.py [--list] [ROOT]"""
import pathlib
import re
import sys

FILES = "assess circumstances city_kpi claims findings outcome retrofit_scope rule_set time_spans".split()
HIDDEN = re.compile(r"//[^\n]*|^#[^\n]*", re.MULTILINE)
ROW = re.compile(r'^\s*\{"(\w+)", "((?:[^"\\]|\\.)+)"', re.MULTILINE)
COMPARES = re.compile(r" (?:<|<=|>|>=|==|!=) ")


def enclosed(text, opening):
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return text[opening + 1:at]
    raise ValueError("a parenthesis without its end")


def split(text):
    """Operands at the top level of && and ||."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1, "[": 1, "]": -1, "{": 1, "}": -1}.get(letter, 0)
        if depth == 0 and text[at:at + 2] in ("&&", "||"):
            parts.append(text[start:at])
            start = at + 2
    return parts + [text[start:]]


def atoms(expression):
    for part in split(expression):
        part = " ".join(part.split())
        inner = part.lstrip("!")
        if inner.startswith("(") and enclosed(inner, 0) == inner[1:-1]:
            yield from atoms(inner[1:-1])
        elif inner:
            yield inner.removeprefix("const auto ")


def conditions(source):
    source = HIDDEN.sub("", source)
    for found in re.finditer(r"\bif \(", source):
        yield from atoms(enclosed(source, found.end() - 1))
    for found in re.finditer(r"(?=\breturn ([^;]*);)|(?<![=<>!]) = ([^;{}]*);", source):
        value = found[1] or found[2]
        if re.search(r"\breturn |\{\n", value):  # a lambda's own
            continue
        if " ? " in value:
            asked = value.split(" ? ")[0]
            yield from atoms(asked.rsplit(", ", 1)[-1] if "{" in asked else asked)  # the last field so far of a value
        elif re.search(r"&&|\|\|", value) or (COMPARES.search(value) and "[" not in value):
            yield from atoms(value)


def main():
    listing = "--list" in sys.argv[1:]
    rest = [argument for argument in sys.argv[1:] if argument != "--list"]
    root = pathlib.Path(rest[0] if rest else pathlib.Path(__file__).resolve().parents[2])
    asked = {(name, one) for name in FILES
             for one in conditions((root / f"domain/rules/{name}.cpp").read_text(encoding="utf-8"))}
    if listing:
        print("\n".join(f"{name}: {one}" for name, one in sorted(asked)))
        return 0
    table = root / "tests/unit/domain/rules_pairs_test.cpp"
    given = {(name, one.replace('\\"', '"')) for name, one in ROW.findall(table.read_text(encoding="utf-8"))}
    for name, one in sorted(asked - given):
        print(f"domain/rules/{name}.cpp: no pair of stays for the condition: {one}")
    for name, one in sorted(given - asked):
        print(f"{table.relative_to(root)}: a pair for a condition that is not there: {name}: {one}")
    print(f"{len(asked)} conditions, {len(asked & given)} with a pair")
    return 1 if asked != given or not asked else 0


if __name__ == "__main__":
    sys.exit(main())
