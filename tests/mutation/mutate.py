#!/usr/bin/python3
"""Does a test fail when a rule is wrong? One mutant of domain/rules at a time: a comparison flipped, a connective
swapped, a constant moved by one, a return dropped, a condition negated. Each is compiled alone, linked with the tests
of the rules and run up to the first failing test.

mutate.py --build DIR [--sample N] [--seed TEXT] [FILE ...]
  Without --sample all mutants of all files (or of the named ones, e.g. outcome.cpp). The seed defaults to the hash of
  the rules, so that the sample moves on when they change.
Survivors are printed as they turn up.
Exit 1 names the survivors by file:line. equivalent.csv lists the mutants that mean the same, each with its reason."""
import argparse
import concurrent.futures
import csv
import dataclasses
import hashlib
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FLAGS = ["-std=c++20", "-O0", "-w", f"-I{ROOT}", f'-DQUAYWATT_SOURCE_DIR="{ROOT}"', '-DQUAYWATT_VERSION="mutant"']
LIBRARIES = ["-lgmock", "-lgtest", "-lgtest_main", "-lpthread"]
TEST_LIMIT_S = 60
COMMAND = "assess_command assessment_writer case_json case_stream fact_fields facts_reader"
TESTS = "assess_command_test assess_golden_test"

# What the house style writes with a blank on both sides; `<` of a template has none.
SWAPS = [
    (r"(?<= )<(?= )", ("<=", ">=")), (r"(?<= )<=(?= )", ("<", ">")), (r"(?<= )>(?= )", (">=", "<=")),
    (r"(?<= )>=(?= )", (">", "<")), (r"(?<= )==(?= )", ("!=",)), (r"(?<= )!=(?= )", ("==",)),
    (r"&&(?= )", ("||",)), (r"\|\|", ("&&",)), (r"(?<= )\+(?= )", ("-",)), (r"(?<= )-(?= )", ("+",)),
    (r"\btrue\b", ("false",)), (r"\bfalse\b", ("true",)), (r"\bstd::max\b", ("std::min",)),
    (r"\bstd::min\b", ("std::max",)), (r"\bif \(!", ("if (",)), (r"(?<=return )!", ("",)),
]
NUMBER = re.compile(r"(?<![\w.])(\d+)(?=(?:min|ms|h|y|s)?\b)")
RETURN = re.compile(r"return\b[^;{}]*;")
CONDITION = re.compile(r"\bif \(")
HIDDEN = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|^#[^\n]*', re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str
    start: int
    end: int
    text: str
    line: int
    code: str  # the line as it was
    change: str

    def key(self):
        return self.file, self.code, self.change


def closing(source, opening):
    depth = 0
    for at in range(opening, len(source)):
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        if depth == 0:
            return at
    raise ValueError("a parenthesis without its end")


def edits(source):
    """(start, end, replacement) of every mutant."""
    for pattern, replacements in SWAPS:
        for found in re.finditer(pattern, source):
            for replacement in replacements:
                yield found.start(), found.end(), replacement
    for found in NUMBER.finditer(source):
        for moved in {int(found[1]) + 1, max(int(found[1]) - 1, 0)} - {int(found[1])}:
            if moved or source[found.start() - 2:found.start()] != "/ ":  # no day or month is 0
                yield found.start(1), found.end(1), str(moved)
    for found in RETURN.finditer(source):
        if re.search(r"(?:\)|else|:)\s*$", source[:found.start()]):  # behind a condition or a case label
            yield found.start(), found.end(), ";"
    for found in CONDITION.finditer(source):
        opening = found.end() - 1
        inside = source[opening + 1:closing(source, opening)]
        if ";" not in inside and not inside.startswith(("const auto", "!")):
            yield opening + 1, opening + 1 + len(inside), f"!({inside})"


def mutants_of(path):
    text = path.read_text(encoding="utf-8")
    source = HIDDEN.sub(lambda hidden: " " * len(hidden[0]), text)
    lines = text.splitlines()
    for start, end, replacement in sorted(edits(source)):
        line = text.count("\n", 0, start)
        column = start - (text.rfind("\n", 0, start) + 1)
        was = " ".join(text[start:end].split())
        replacement = replacement.replace(source[start:end], text[start:end]) if len(replacement) > 5 else replacement
        yield Mutant(path.name, start, end, replacement, line + 1, lines[line].strip(),
                     f"{was} -> {' '.join(replacement.split())} @{column}")


class Bench:
    """The objects of rules and tests, and one mutant's object in the place of the original."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.read_headers_once()
        rules = sorted((ROOT / "domain/rules").glob("*.cpp"))
        others = sorted((ROOT / "domain/time").glob("*.cpp"))
        others += [ROOT / f"server/cli/{name}.cpp" for name in COMMAND.split()]
        # Without the properties, which draw hundreds of stays: what they alone would notice is not pinned down.
        others += [test for test in sorted((ROOT / "tests/unit/domain").glob("rules_*_test.cpp"))
                   if test.name != "rules_property_test.cpp"]
        others += [ROOT / f"tests/unit/server/{name}.cpp" for name in TESTS.split()]
        self.rules = {source.name: self.folder / f"{source.stem}.o" for source in rules}
        self.others = [self.folder / f"{source.stem}.o" for source in others]
        with concurrent.futures.ThreadPoolExecutor(jobs()) as pool:
            for source, problem in zip(rules + others, pool.map(self.compile, rules + others)):
                if problem:
                    sys.exit(f"{source}: {problem}")
        if not self.passes(self.folder, {}):
            sys.exit("the tests of the rules fail without a mutant")

    def read_headers_once(self):
        """Half of a mutant's time would go into the headers."""
        self.headers = self.folder / "headers.h"
        names = [header.relative_to(ROOT).as_posix() for header in sorted((ROOT / "domain/rules").glob("*.h"))]
        self.headers.write_text("".join(f'#include "{name}"\n' for name in names), encoding="utf-8")
        subprocess.run(["g++", *FLAGS, "-x", "c++-header", str(self.headers), "-o", f"{self.headers}.gch"], check=True)

    def compile(self, source, target=None):
        launcher = ["ccache"] if target is None and shutil.which("ccache") else []
        headers = ["-include", str(self.headers)] if target else []
        command = [*launcher, "g++", *FLAGS, *headers, "-c", str(source),
                   "-o", str(target or self.folder / f"{source.stem}.o")]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.stderr[-1500:] if done.returncode else ""

    def passes(self, folder, instead):
        program = folder / "rules_tests"
        objects = [str(instead.get(name, built)) for name, built in self.rules.items()] + [str(o) for o in self.others]
        subprocess.run(["g++", *objects, "-o", str(program), *LIBRARIES], check=True, capture_output=True)
        try:
            return subprocess.run([str(program), "--gtest_fail_fast", "--gtest_brief=1"], capture_output=True,
                                  timeout=TEST_LIMIT_S).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def try_out(self, place, mutant):
        """'survived', 'killed', or 'no program' when the mutant does not compile."""
        folder = self.folder / f"mutant-{place}"
        folder.mkdir(exist_ok=True)
        text = (ROOT / "domain/rules" / mutant.file).read_text(encoding="utf-8")
        source, target = folder / mutant.file, folder / "mutant.o"
        source.write_text(text[:mutant.start] + mutant.text + text[mutant.end:], encoding="utf-8")
        try:
            if self.compile(source, target):
                return "no program"
            return "survived" if self.passes(folder, {mutant.file: target}) else "killed"
        finally:
            shutil.rmtree(folder)


def jobs():
    return int(os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", os.cpu_count() or 1))


def equivalents():
    with open(HERE / "equivalent.csv", encoding="utf-8", newline="") as file:
        return {(row["file"], row["code"], row["change"]): row["reason"] for row in csv.DictReader(file, strict=True)}


def chosen(arguments):
    paths = sorted((ROOT / "domain/rules").glob("*.cpp"))
    every = [m for path in paths if not arguments.files or path.name in arguments.files for m in mutants_of(path)]
    if not every:
        sys.exit("nothing to mutate")
    if not arguments.sample:
        return every, ""
    rules = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]
    seed = arguments.seed or rules
    return random.Random(seed).sample(every, min(arguments.sample, len(every))), f", seed {seed}, of {len(every)}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    mutants, drawn = chosen(arguments)
    same = equivalents()
    bench = Bench(arguments.build)
    tried = [mutant for mutant in mutants if mutant.key() not in same]
    count = dict.fromkeys(("killed", "survived", "no program"), 0)
    with concurrent.futures.ThreadPoolExecutor(jobs()) as pool:
        for mutant, end in zip(tried, pool.map(bench.try_out, range(len(tried)), tried)):
            count[end] += 1
            if end == "survived":
                print(f"domain/rules/{mutant.file}:{mutant.line}: survived: {mutant.change}: {mutant.code}", flush=True)
    unused = set() if arguments.sample or arguments.files else set(same) - {m.key() for m in mutants}
    for file, code, change in sorted(unused):
        print(f"tests/mutation/equivalent.csv: no such mutant: {file}: {code}: {change}")
    print(f"{len(mutants)} mutants{drawn}: {count['killed']} killed, {count['survived']} survived, "
          f"{len(mutants) - len(tried)} equivalent, {count['no program']} do not compile")
    return 1 if count["survived"] or unused or not count["killed"] else 0


if __name__ == "__main__":
    sys.exit(main())
