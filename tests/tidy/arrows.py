#!/usr/bin/python3
"""Holds the arrows of docs/architecture.md: reads every #include line below the root and names each one that
points where its folder may not look. CMake alone does not see these. Usage: arrows.py [ROOT]; exit 1 on a breach."""
import pathlib
import re
import sys

# folder -> own folders it may include. The longest matching prefix of a path decides whose it is, so that
# "server/store" does not open "server/store/mysql"; "server/**" opens everything below.
OWN = {
    "domain": ["domain"],
    "schema/wire": ["schema/wire", "domain"],
    "schema/config": ["schema/config"],
    "gis": ["gis", "domain"],
    "berth-agent": ["berth-agent", "schema/**", "domain"],
    "server/usecases": ["server/usecases", "server/store", "schema/**", "domain", "gis"],
    "server/store/mysql": ["server/store/mysql", "server/store", "schema/**", "domain", "gis"],
    "server/store": ["server/store", "schema/wire", "domain", "gis"],
    "server/factors": ["server/factors", "schema/**", "domain"],
    "server/config": ["server/config", "schema/config"],
    "server/sheets": ["server/sheets", "domain"],
    "server/registers": ["server/registers", "server/sheets", "server/store", "domain"],
    "server/log": ["server/log", "server/store", "domain"],
    "server/enrolment": ["server/enrolment", "server/store", "schema/**", "domain"],
    "server/http": ["server/http", "server/usecases", "server/store", "server/enrolment", "server/config", "server/log",
                    "schema/**", "domain", "gis"],
    "server/agent_link": ["server/agent_link", "server/http", "server/log", "server/usecases", "server/store",
                          "server/config", "schema/**", "domain"],
    "server/ais": ["server/ais", "server/usecases", "server/store", "server/config", "server/log", "domain", "gis"],
    "server/jobs": ["server/jobs", "server/usecases", "server/store", "schema/**", "domain", "gis"],
    "server/cli": ["server/cli", "server/registers", "server/sheets", "server/usecases", "server/store",
                   "server/enrolment", "server/factors", "server/config", "schema/**", "domain", "gis"],
    "server/wiring": ["server/**", "schema/**", "domain", "gis"],  # with the mains: knows every concrete class
    "server": ["server/**", "schema/**", "domain", "gis"],         # main_*.cpp
    "ops": ["ops"],
    "tests": ["tests", "domain", "schema/**", "gis", "berth-agent", "server/**", "ops"],
}

# foreign header -> folders that may include it (a file below any of them).
FOREIGN = {
    r"Poco/": ["server", "berth-agent", "ops", "tests"],
    r"(cppconn/|mysql_)": ["server/store/mysql", "tests"],
    r"boost/": ["gis", "tests"],
    r"nlohmann/": ["schema/wire", "schema/config", "gis", "server/http", "server/agent_link", "server/cli",
                   "server/config", "server/log", "server/store/mysql", "server/enrolment", "server/factors", "server/usecases", "berth-agent/local",
                   "berth-agent/cli", "berth-agent/meter", "berth-agent/config", "berth-agent/enrol", "ops", "tests"],
    r"toml\+\+": ["schema/config"],
    r"modbus": ["berth-agent/meter", "ops", "tests"],
    r"openssl/": ["schema/wire", "server", "berth-agent", "ops", "tests"],
    r"argon2": ["server", "berth-agent", "tests"],
    r"zlib": ["schema/wire", "tests"],
    r"sqlite3": ["berth-agent/ledger", "tests"],
    r"xlsxwriter": ["server/sheets", "tests"],
    r"prometheus/": ["server/http", "server/wiring", "server/main_server.cpp"],
    r"(gtest|gmock|rapidcheck)": ["tests"],
    r"benchmark/": ["tests/bench"],
}

OWN_TOPS = {folder.split("/")[0] for folder in OWN}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def owner(path: str) -> str:
    """The longest folder of OWN that holds `path`; its top folder when none does (a new folder nobody listed)."""
    return max((f for f in OWN if below(path, f)), key=len, default=path.split("/")[0])


def opens(allowed: str, header: str) -> bool:
    return below(header, allowed[:-3]) if allowed.endswith("/**") else owner(header) == allowed


def breach(path: str, header: str, quoted: bool) -> str:
    """Why `path` may not include `header`; empty when it may."""
    if header.split("/")[0] in OWN_TOPS:
        allowed = OWN.get(owner(path), [])
        return "" if any(opens(folder, header) for folder in allowed) else "only " + ", ".join(allowed)
    for pattern, folders in FOREIGN.items():
        if re.match(pattern, header):
            return "" if any(below(path, folder) for folder in folders) else "only below " + ", ".join(folders)
    if path.startswith("domain/") and ("/" in header or header.endswith(".h")):
        return "domain takes the standard library alone"
    return "include from the root" if quoted else ""


def sources(root: pathlib.Path):
    for top in sorted(OWN_TOPS):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in (".h", ".cpp") and "node_modules" not in file.parts:
                yield file


def main() -> int:
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    breaches = files = 0
    for file in sources(root):
        files += 1
        path = file.relative_to(root).as_posix()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            why = breach(path, found.group(2), found.group(1) == '"')
            if why:
                breaches += 1
                print(f"{path}:{number}: must not include {found.group(2)} ({why})")
    print(f"{files} files, {breaches} includes against the arrows")
    return 1 if breaches or not files else 0


if __name__ == "__main__":
    sys.exit(main())
