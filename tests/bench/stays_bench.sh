#!/usr/bin/env bash
# Positions a second of `quaywatt stays` on one core, from a CSV file to stays, with 500 fences and 50 waterway polygons
# of 200 to 2,000 vertices (each position is also asked for its waterway), beside `wc -l` of the same file and beside
# PostGIS ST_Contains with a GiST index; NMEA sentences a second beside gpsdecode; memory for 100,000 vessels.
# usage: stays_bench.sh [QUAYWATT] [POSITIONS]    Prints; asserts nothing. References that are absent are installed with
# apt-get when that is possible (root), else left out and named. PostGIS and gpsdecode are for this bench alone.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
quaywatt=${1:-$root/build/release/bin/quaywatt}
positions=${2:-2000000}
[ -x /usr/bin/time ] || { echo "needs /usr/bin/time" >&2; exit 2; }
[ -x "$quaywatt" ] || { echo "no program at $quaywatt: cmake --preset release && cmake --build build/release" >&2; exit 2; }
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || as_postgres "$pg/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1; rm -rf "$work"' EXIT

have() {  # command, package: installs the package when the command is absent
  command -v "$1" >/dev/null && return 0
  echo "  $1 is absent: installing $2 for this bench" >&2
  { apt-get install -y -qq --no-install-recommends "$2" >"$work/apt.log" 2>&1 && command -v "$1" >/dev/null; } ||
    { echo "  $2 cannot be installed ($(tail -1 "$work/apt.log")); that row is left out" >&2; return 1; }
}

# By processor time (user + system), so that a busy machine does not change the figure; wall time stands beside it.
measure() {  # name, count, unit, command...
  local name=$1 count=$2 unit=$3
  shift 3
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >/dev/null 2>"$work/messages"
  awk -v n="$name" -v c="$count" -v u="$unit" '{ cpu = $2 + $3; if (cpu < 0.01) cpu = 0.01
    printf "  %-46s %7.2f s wall %7.2f s cpu %12d %s a cpu second %6.0f MiB\n", n, $1, cpu, c / cpu, u, $4 / 1024 }' "$work/time"
}

python3 "$root/tests/bench/stays_feed.py" "$work" "$positions"
echo "$positions positions, $(stat -c %s "$work/positions.csv") bytes; load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
cat "$work/positions.csv" "$work/vessels.csv" "$work/sentences.nmea" >/dev/null  # into the page cache
stays=("$quaywatt" stays --fences "$work/fences.geojson" --out "$work/stays.csv")
measure "wc -l" "$positions" positions wc -l "$work/positions.csv"
measure "quaywatt stays" "$positions" positions "${stays[@]}" --positions "$work/positions.csv"
measure "quaywatt stays, with 50 waterways" "$positions" positions "${stays[@]}" --positions "$work/positions.csv" \
  --waters "$work/waters.geojson"
cp "$work/messages" "$work/stays.messages"
tail -n +2 "$work/stays.csv" | wc -l | sed 's/^/  stays found: /'
measure "quaywatt stays, 100,000 vessels, 35 min" 7000000 positions "${stays[@]}" --positions "$work/vessels.csv"
sentences=$(wc -l <"$work/sentences.nmea")
measure "quaywatt stays --format nmea" "$sentences" sentences "${stays[@]}" --format nmea --positions "$work/sentences.nmea"
if have gpsdecode gpsd-tools || have gpsdecode gpsd-clients; then
  measure "gpsdecode" "$sentences" sentences gpsdecode -j <"$work/sentences.nmea"
fi

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
pg=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
if [ -z "$pg" ] || ! ls "${pg%/bin}"/../*/lib/postgis-3.so >/dev/null 2>&1; then
  echo "  PostGIS is absent: installing postgresql-15-postgis-3 for this bench" >&2
  apt-get install -y -qq --no-install-recommends postgresql-15 postgresql-15-postgis-3 >"$work/apt.log" 2>&1 ||
    { echo "  it cannot be installed ($(tail -1 "$work/apt.log")): the PostGIS row is left out" >&2; exit 0; }
  pg=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
fi
mkdir "$work/pg"
chmod 755 "$work"
[ "$(id -u)" != 0 ] || chown postgres "$work/pg"
as_postgres "$pg/initdb" -D "$work/pg" -A trust >/dev/null
as_postgres "$pg/pg_ctl" -D "$work/pg" -l "$work/pg/log" -w \
  -o "-k $work/pg -c listen_addresses='' -c fsync=off -c jit=off -c max_parallel_workers_per_gather=0" start >/dev/null
server=1
sql() { as_postgres "$pg/psql" -h "$work/pg" -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }
asked=200000
sql -c "CREATE EXTENSION postgis" -c "CREATE TABLE area (name text, shape geometry)" -c "CREATE TABLE seen (at geometry)"
python3 - "$work" <<'PY' | sql -f - >/dev/null
import json, sys
for name in ("fences", "waters"):
    for one in json.load(open(f"{sys.argv[1]}/{name}.geojson"))["features"]:
        if one["geometry"]["type"] == "Polygon":
            print(f"INSERT INTO area VALUES ('x', ST_SetSRID(ST_GeomFromGeoJSON('{json.dumps(one['geometry'])}'), 4326));")
PY
awk -F, -v n="$asked" 'NR > 1 && NR <= n + 1 { printf "SRID=4326;POINT(%s %s)\n", $3, $4 }' "$work/positions.csv" |
  sql -c "COPY seen FROM STDIN"
sql -c "CREATE INDEX ON area USING gist (shape)" -c "ANALYZE"
backend_cpu() {  # the backend that answers, by its own clock
  sql <<SQL
SELECT pg_backend_pid() AS pid \gset
\setenv PID :pid
\! awk '{ print "before", \$14 + \$15 }' /proc/\$PID/stat
SELECT count(*) FROM seen JOIN area ON ST_Contains(area.shape, seen.at);
\! awk '{ print "after", \$14 + \$15 }' /proc/\$PID/stat
SQL
}
backend_cpu | awk -v n="$asked" -v hz="$(getconf CLK_TCK)" '/before/ { b = $2 } /after/ { a = $2 } /^[0-9]+$/ { found = $1 }
  END { cpu = (a - b) / hz; printf "  %-46s %7s        %7.2f s cpu %12d positions a cpu second (%d asked, %d inside)\n",
        "PostGIS ST_Contains, GiST", "", cpu, n / cpu, n, found }'
