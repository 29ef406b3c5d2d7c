#!/usr/bin/env bash
# The live feed on a running server: processor time for 3,400 positions a second by TCP, and how long a restart takes
# that goes on from the snapshot of all vessels. A private database, ports of its own. Prints; asserts nothing.
# usage: live_feed.sh [BIN] [VESSELS] [SECONDS] [RATE]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
bin=${1:-$root/build/release/bin} vessels=${2:-100000} seconds=${3:-120} rate=${4:-3400}
work=$(mktemp -d /tmp/qwlive.XXXXXX)
as_user=(); [ "$(id -u)" -eq 0 ] && as_user=(--user=root)
database='' server='' sender=''
cleanup() { for pid in $sender $server $database; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$work"; }
trap cleanup EXIT
mkdir "$work/tmp"
mariadb-install-db --no-defaults --force --auth-root-authentication-method=normal --skip-test-db \
  --datadir="$work/db" "${as_user[@]}" >/dev/null 2>&1
mariadbd --no-defaults --datadir="$work/db" --socket="$work/db.sock" --tmpdir="$work/tmp" --skip-networking \
  "${as_user[@]}" --default-time-zone=+00:00 --character-set-server=utf8mb4 --collation-server=utf8mb4_bin \
  --innodb-flush-log-at-trx-commit=1 >"$work/mariadb.log" 2>&1 &
database=$!
sql() { mariadb --no-defaults --socket="$work/db.sock" --user=root "$@"; }
for _ in $(seq 300); do sql -e "SELECT 1" >/dev/null 2>&1 && break; sleep 0.1; done
sql -e "CREATE DATABASE quaywatt CHARACTER SET utf8mb4 COLLATE utf8mb4_bin; CREATE USER quaywatt@localhost;
        GRANT ALL ON quaywatt.* TO quaywatt@localhost"
"$bin/quaywatt" ca init --dir "$work/ca" >/dev/null

# 500 berths of 200 m by 60 m along a river, and a sender whose vessels lie at them or pass.
/usr/bin/python3 - "$work/fences.geojson" <<'PY'
import json, sys
def box(n):
    lon, lat = 120.0 + (n % 250) * 0.004, 31.90 + (n // 250) * 0.01
    return [[[lon, lat], [lon + 0.002, lat], [lon + 0.002, lat + 0.0005], [lon, lat + 0.0005], [lon, lat]]]
json.dump({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"berth": f"B-{n}", "terminal": "bench", "waters": "yangtze_jiangsu"},
     "geometry": {"type": "Polygon", "coordinates": box(n)}} for n in range(500)]}, open(sys.argv[1], "w"))
PY
cat >"$work/sender.py" <<'PY'
import random, socket, sys, time
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import ais_radio
port, vessels, rate = (int(word) for word in sys.argv[2:5])
random.seed(1)
lines = []
for n in range(vessels):
    berth, moored = n % 500, n % 20 == 0  # one in twenty lies at a berth
    lon, lat = 120.0 + (berth % 250) * 0.004 + 0.001, 31.90 + (berth // 250) * 0.01 + (0.0002 if moored else 0.004)
    bits = ais_radio.position(413000000 + n, lon, lat, 0.1 if moored else 6.0)
    lines.append("".join(line.split("\\")[-1] for line in ais_radio.sentences(bits, 0, 1)).encode())
server = socket.create_server(("127.0.0.1", port))
while True:
    client = server.accept()[0]
    client.settimeout(30)
    started, sent = time.monotonic(), 0
    try:
        while True:
            due = int((time.monotonic() - started) * rate)
            while sent < due:
                count = min(due - sent, 500)
                client.sendall(b"".join(lines[(sent + i) % vessels] for i in range(count)))
                sent += count
            time.sleep(0.02)
    except OSError:
        client.close()
PY
/usr/bin/python3 "$work/sender.py" "$root/ops/demo" 24521 "$vessels" "$rate" &
sender=$!
cat >"$work/server.toml" <<TOML
environment = "development"
[database]
socket = "$work/db.sock"
[site]
listen = "127.0.0.1:24443"
certificate_file = "$work/ca/server.crt"
key_file = "$work/ca/server.key"
[agent_link]
listen = "127.0.0.1:24444"
certificate_file = "$work/ca/server.crt"
key_file = "$work/ca/server.key"
client_ca_file = "$work/ca/ca.crt"
[receipts]
key_file = "$work/ca/receipt.key"
[ais]
fences_file = "$work/fences.geojson"
snapshot_file = "$work/positions.snapshot"
[[ais_feed]]
name = "bench"
kind = "tcp_client"
address = "127.0.0.1:24521"
TOML
"$bin/quaywatt" migrate --config "$work/server.toml" >/dev/null

start() { "$bin/quaywatt-server" --config "$work/server.toml" 2>>"$work/server.log" & server=$!; }
ticks() { awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$server/stat"; }
heard() { sql -N quaywatt -e "SELECT total FROM ais_feed_counts WHERE feed = 'bench' AND cause = 'position'"; }
start
for _ in $(seq 600); do [ -n "$(heard)" ] && break; sleep 0.1; done
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg); warming up until every vessel was heard once"
until [ "$(heard)" -ge "$vessels" ]; do sleep 1; done
before=$(ticks) from=$(heard) at=$(date +%s.%N)
sleep "$seconds"
after=$(ticks) to=$(heard) until=$(date +%s.%N)
awk -v b="$before" -v a="$after" -v f="$from" -v t="$to" -v s="$at" -v u="$until" -v hz="$(getconf CLK_TCK)" 'BEGIN {
  printf "  %d positions/s heard, %.1f %% of a core (processor time of the whole server)\n", (t - f) / (u - s),
    100 * (a - b) / hz / (u - s) }'
sql -N quaywatt -e "SELECT CONCAT('  vessels ', vessels, ', alongside ', alongside, ', dropped ', dropped) FROM ais_tracking"
awk '/VmRSS/ { printf "  memory of the server %d MiB\n", $2 / 1024 }' "/proc/$server/status"
kill "$server"; wait "$server" || true
echo "  snapshot $(($(stat -c %s "$work/positions.snapshot") / 1048576)) MiB"
: >"$work/server.log"
begun=$(date +%s%N)
start
for _ in $(seq 6000); do grep -q '"event":"ais_tracking"' "$work/server.log" && break; sleep 0.01; done
echo "  tracking again $((($(date +%s%N) - begun) / 1000000)) ms after the start: $(grep '"event":"ais_tracking"' "$work/server.log" | grep -o '"vessels":[0-9]*')"
