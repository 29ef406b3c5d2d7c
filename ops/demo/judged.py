#!/usr/bin/python3
"""Exit 0 when every session of the shift has its energy and every ended stay its final verdict (stays on stdin)."""
import json
import pathlib
import sys

shift = json.loads(pathlib.Path(sys.argv[1]).read_text())
stays = [json.loads(line) for line in sys.stdin]
ended = [stay for stay in stays if stay["departed_at"]]
settled = [stay for stay in ended if stay["assessment"] and not stay["assessment"]["provisional"]]
stopped = sum(1 for stay in stays for session in stay["sessions"] if session["stopped_at"])
sys.exit(not (len(settled) == len(ended) == shift["stays"] and stopped == len(shift["sessions"])))
