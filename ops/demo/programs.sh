# Starting, watching and stopping the demonstration's programs. Sourced by ops/up and ops/down.
# A program is known by its name in var/run/NAME.pid and by the start time the kernel gave it, so that a recycled
# process number is never taken for ours.

# A second demonstration beside the first, as the tests run one: another folder, other programs, other ports.
var=${QUAYWATT_VAR:-$PWD/var}
bin=${QUAYWATT_BIN:-$PWD/build/release/bin}
port_offset=${QUAYWATT_PORT_OFFSET:-0}
order_of_stop=(agent-yangtze agent-canal meters-yangtze meters-canal ais server mariadbd)

port() { echo $(($1 + port_offset)); }

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

started_at() { awk '{ sub(/^.*\) /, ""); print $20 }' "/proc/$1/stat" 2>/dev/null; }

running() {  # NAME
  local pid born
  [ -s "$var/run/$1.pid" ] || return 1
  read -r pid born < "$var/run/$1.pid"
  [ -n "$born" ] && [ "$(started_at "$pid")" = "$born" ]
}

any_running() {
  local name
  for name in "${order_of_stop[@]}"; do running "$name" && return 0; done
  return 1
}

start() {  # NAME COMMAND...
  local name=$1 pid; shift
  setsid "$@" </dev/null >>"$var/log/$name.out" 2>>"$var/log/$name.log" &
  pid=$!
  printf '%s %s\n' "$pid" "$(started_at "$pid")" > "$var/run/$name.pid"
}

stop() {  # NAME
  local pid born tries
  running "$1" || { rm -f "$var/run/$1.pid"; return 0; }
  read -r pid born < "$var/run/$1.pid"
  kill "$pid" 2>/dev/null || true
  for tries in $(seq 100); do
    running "$1" || break
    sleep 0.1
  done
  if running "$1"; then
    say "$1 未在 10 秒内停止，强制结束 / did not stop within 10 s, killed"
    kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$var/run/$1.pid"
}

# The registers of a berth's meters, whole Wh, kept for the next start.
note_registers() {  # NAME
  local answer
  running "meters-$1" || return 0
  exec 3<>"/dev/tcp/127.0.0.1/${control_port[$1]}" || return 0
  echo '{"state": {}}' >&3
  IFS= read -r answer <&3
  exec 3>&-
  /usr/bin/python3 -c 'import json, sys
print(*(int(float(meter["register_wh"])) for meter in json.loads(sys.argv[1])["meters"]))' "$answer" \
    > "$var/meters-$1.registers"
}

stop_all() {
  local name
  for name in "${berths[@]}"; do note_registers "$name"; done
  for name in "${order_of_stop[@]}"; do stop "$name"; done
}

wait_for() {  # SECONDS NAME COMMAND...: until COMMAND succeeds; the named program's log is shown when it does not
  local seconds=$1 name=$2; shift 2
  local tries
  for tries in $(seq $((seconds * 10))); do
    "$@" >/dev/null 2>&1 && return 0
    running "$name" || break
    sleep 0.1
  done
  say "$name 没有就绪 / is not ready: $*" >&2
  tail -n 20 "$var/log/$name.log" >&2 || true
  exit 1
}
