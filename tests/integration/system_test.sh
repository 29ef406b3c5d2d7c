#!/usr/bin/env bash
# The whole system as one command gives it, from nothing, in a folder and on ports of its own: a shift is played, every
# verdict of the script comes out, each session agrees with the simulator's own count, ledgers verify, a second `up`
# changes nothing, a second start plays nothing again, and `down` leaves no process behind.
# Usage: system_test.sh BIN
set -euo pipefail
cd "$(dirname "$0")/../.."
export QUAYWATT_BIN=$1 QUAYWATT_PORT_OFFSET=10000
QUAYWATT_VAR=$(mktemp -d /tmp/quaywatt.XXXXXX)
export QUAYWATT_VAR
said=$QUAYWATT_VAR.said
trap './ops/down >/dev/null 2>&1 || true; rm -rf "$QUAYWATT_VAR" "$said"' EXIT

fail() { echo "FAILED: $*"; cat "$said"; tail -n 5 "$QUAYWATT_VAR"/log/*.log; exit 1; }
wants() { grep -qE -- "$1" "$said" || fail "does not say: $1"; }

./ops/up --once > "$said" 2>&1 || fail "up --once ended with $?"
for outcome in compliant compliant_partial not_connected alternative excused below_threshold encouraged_use \
               exempt_liquid_cargo no_receiving_facility; do
  wants " $outcome "
done
wants '^4 of 4 sessions agree'
# Positions: the vessel nobody registered is warned of, the ten of the shift are found at their berths as declared.
wants '苏江阴货0101 +413920101 +JY-SL-01 .*否 no .*超过时限 over threshold'
[ "$(grep -c '一致 agree' "$said")" -ge 5 ] || fail "positions and declarations do not agree"
wants '仅 AIS only AIS'
[ "$(grep -c '台账完整' "$said")" -eq 2 ] || fail "not both ledgers are whole"
pgrep -f "$QUAYWATT_VAR" > "$said.left" && fail "left running after --once: $(cat "$said.left")"
rm -f "$said.left"

before=$SECONDS
./ops/up > "$said" 2>&1 || fail "the second start ended with $?"
echo "second start: $((SECONDS - before)) s"
grep -q '演示班次开始' "$said" && fail "the shift was played twice"
wants '^4 of 4 sessions agree'
./ops/up > "$said" 2>&1
wants 'already running'
"$QUAYWATT_BIN/quaywatt" figures stays --config "$QUAYWATT_VAR/server.toml" > "$QUAYWATT_VAR/before"
"$QUAYWATT_BIN/quaywatt" rebuild --config "$QUAYWATT_VAR/server.toml" > "$said" 2>&1 || fail "rebuild ended with $?"
"$QUAYWATT_BIN/quaywatt" figures stays --config "$QUAYWATT_VAR/server.toml" > "$QUAYWATT_VAR/after"
cmp "$QUAYWATT_VAR/before" "$QUAYWATT_VAR/after" || fail "figures differ after a rebuild"
"$QUAYWATT_BIN/quaywatt" doctor --config "$QUAYWATT_VAR/server.toml" > "$said" 2>&1 || fail "doctor finds fault"
./ops/down > "$said" 2>&1 || fail "down ended with $?"
pgrep -f "$QUAYWATT_VAR" > /dev/null && fail "left running after down"
echo "the system stands"
