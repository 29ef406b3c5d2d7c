#!/usr/bin/env bash
# Rows a second of `quaywatt inventory` on one core, beside what else reads the same file in the same run:
# wc -l (reads bytes), awk (splits fields), Python (csv module and the propeller law alone).
# usage: inventory_bench.sh [QUAYWATT] [ROWS]     Prints; asserts nothing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
quaywatt=${1:-$root/build/release/bin/quaywatt}
rows=${2:-1000000}
[ -x /usr/bin/time ] || { echo "needs /usr/bin/time" >&2; exit 2; }
[ -x "$quaywatt" ] || { echo "no program at $quaywatt: cmake --preset release && cmake --build build/release" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make_rows() {  # seeded: the same rows every time
  awk -v rows="$1" 'BEGIN {
    srand(20250404)
    split("bulk.carrier general.cargo container.ship oil.tanker service.tug chemical.tanker ro.ro", type)
    split("SSD MSD MSD MSD MSD MSD-ED LNG", main); split("HSD MSD", aux); split("ECA ECA ECA OutsideECA", zone)
    split("none none berth anchorage", area)
    print "id,ship_type,dwt,gt,teu,mcr_kw,keel_laid_year,main_engine,aux_engine,zone,area,speed_kn,reference_speed_kn,hours,year,waterway"
    for (i = 1; i <= rows; ++i) {
      dwt = int(exp(5 + rand() * 5)); where = area[1 + int(rand() * 4)]
      printf "%d,%s,%d,%d,%d,%d,%d,%s,%s,%s,%s,%.2f,%.1f,%.3f,%d,%s\n", i, type[1 + int(rand() * 7)], dwt, dwt * 0.65,
        dwt / 14, 80 + dwt * 0.3 * rand(), 1985 + int(rand() * 40), main[1 + int(rand() * 7)], aux[1 + int(rand() * 2)],
        zone[1 + int(rand() * 4)], where, where == "none" ? rand() * 14 : rand(), 8 + rand() * 8, rand() * 20,
        2020 + int(rand() * 6), i % 3 ? "Yangtze" : "Xicheng canal"
    }
  }'
}

# By processor time (user + system), so that a busy machine does not change the figure; wall time stands beside it.
measure() {  # name, command...
  local name=$1
  shift
  /usr/bin/time -o "$work/time" -f '%e %U %S' "$@" >/dev/null 2>"$work/messages"
  awk -v n="$name" -v c="$rows" '{ cpu = $2 + $3; if (cpu < 0.01) cpu = 0.01
    printf "  %-44s %7.2f s wall %7.2f s cpu %12d rows a cpu second\n", n, $1, cpu, c / cpu }' "$work/time"
}

peak_kb() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1; }

make_rows "$rows" >"$work/a.csv"
echo "$rows rows, $(stat -c %s "$work/a.csv") bytes; load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
cat "$work/a.csv" >/dev/null  # into the page cache
measure "wc -l" wc -l "$work/a.csv"
measure "awk, sum of one column" awk -F, '{ s += $14 } END { print s }' "$work/a.csv"
measure "python3, csv and the propeller law alone" python3 -c '
import csv, sys
total = 0.0
for row in csv.DictReader(open(sys.argv[1])):
    load = min(1.0, max(0.02, (float(row["speed_kn"]) / float(row["reference_speed_kn"])) ** 3 * 1.1))
    total += float(row["mcr_kw"]) * load * float(row["hours"])
print(total)' "$work/a.csv"
run=("$quaywatt" inventory --factors epa-2022)
measure "quaywatt inventory, rows written" "${run[@]}" --activity "$work/a.csv" --out "$work/out.csv"
measure "quaywatt inventory, rows and totals" "${run[@]}" --activity "$work/a.csv" --out "$work/out.csv" --totals "$work/t.json"
measure "quaywatt inventory, totals only" "${run[@]}" --activity "$work/a.csv" --no-rows --totals "$work/t.json"

one=$(peak_kb "$quaywatt" inventory --factors epa-2022 --activity "$work/a.csv" --no-rows --totals "$work/t.json")
ten=$( { head -1 "$work/a.csv"; for _ in 1 2 3 4 5 6 7 8 9 10; do tail -n +2 "$work/a.csv"; done; } |
  peak_kb "$quaywatt" inventory --factors epa-2022 --activity - --no-rows --totals "$work/t.json")
echo "  peak memory: $one kB for the rows, $ten kB for ten times as many"
