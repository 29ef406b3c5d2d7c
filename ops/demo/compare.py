#!/usr/bin/python3
"""Each session's energy beside the simulator's own count. Exit 1 when one differs by more than the register's
resolution at its two edges, or when a session is missing. Stays on stdin, the shift's record as the argument."""
import json
import pathlib
import sys

shift = json.loads(pathlib.Path(sys.argv[1]).read_text())
kept = {session["session"]: session for line in sys.stdin for session in json.loads(line)["sessions"]}
wrong = 0
print(f'{"session":<22} {"system Wh":>10} {"simulator Wh":>14} {"± Wh":>6}')
for done in shift["sessions"]:
    session = kept.get(f'{done["agent"]}/{done["session"]}')
    counted = float(done["simulator"]["session_wh"])
    if session is None:
        print(f'{done["agent"]}/{done["session"]:<10} missing')
        wrong += 1
        continue
    holds = abs(session["energy_wh"] - counted) <= session["uncertainty_wh"]
    wrong += not holds
    print(f'{session["session"]:<22} {session["energy_wh"]:>10} {counted:>14.3f} {session["uncertainty_wh"]:>6}'
          f' {"相符 agrees" if holds else "不符 DIFFERS"}')
print(f'{len(shift["sessions"]) - wrong} of {len(shift["sessions"])} sessions agree')
sys.exit(wrong > 0)
