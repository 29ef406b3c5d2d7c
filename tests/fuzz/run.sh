#!/usr/bin/env bash
# Builds the fuzz targets and runs them from their corpora (tests/fuzz/README.md).
#   tests/fuzz/run.sh [--seconds N] [--parallel N] [--build DIR] [target …]
# Prints executions, coverage edges, corpus size and seconds of each target. A find ends with status 1: its input is
# kept in DIR/artifacts and the command that runs it again is printed.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=5
parallel=$(nproc)
build=build/fuzz
targets=()
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds) seconds=$2; shift 2 ;;
    --parallel) parallel=$2; shift 2 ;;
    --build) build=$2; shift 2 ;;
    -*) echo "usage: tests/fuzz/run.sh [--seconds N] [--parallel N] [--build DIR] [target …]" >&2; exit 2 ;;
    *) targets+=("$1"); shift ;;
  esac
done
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(sed -n 's/^quaywatt_fuzz(\([a-z0-9_]*\) .*/\1/p' tests/fuzz/CMakeLists.txt)

cmake --preset fuzz -B "$build" >/dev/null
cmake --build "$build" -j "$(nproc)" --target "${targets[@]/#/fuzz_}" >"$build/fuzz-build.log" 2>&1 ||
  { tail -n 40 "$build/fuzz-build.log"; exit 1; }
mkdir -p "$build/artifacts" "$build/logs"
/usr/bin/python3 tests/fuzz/make_seeds.py "$build/seeds"

longest_input() {  # what a border takes in at most, or what makes sense of it
  case "$1" in
    modbus) echo 1024 ;;
    modbus_link | mapping | names) echo 512 ;;
    dlt645) echo 2048 ;;
    batch) echo 131072 ;;
    *) echo 16384 ;;
  esac
}

fuzz() {
  local target=$1 log="$build/logs/$1.log" started=$SECONDS
  local found="$build/corpus/$target" dictionary="tests/fuzz/dictionaries/$target.dict"
  local folders=("$found") options=()
  mkdir -p "$found"
  for folder in "$build/seeds/$target" "tests/fuzz/corpus/$target"; do
    [ ! -d "$folder" ] || folders+=("$folder")
  done
  [ ! -f "$dictionary" ] || options+=("-dict=$dictionary")
  if "$build/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len="$(longest_input "$target")" -rss_limit_mb=1024 \
      -timeout=5 -print_final_stats=1 -artifact_prefix="$build/artifacts/$target-" "${options[@]}" "${folders[@]}" \
      >"$log" 2>&1; then
    printf '%-16s %10s executions %7s edges %6s inputs %5s s\n' "$target" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
      "$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | cut -d' ' -f2)" \
      "$(find "${folders[@]}" -type f | wc -l)" $((SECONDS - started))
    return 0
  fi
  grep -E -m 5 '^promise broken|ERROR: |runtime error' "$log" || tail -n 20 "$log"
  local input
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  echo "$target: FOUND; log $log; again with: $build/fuzz/fuzz_$target ${input:-}"
  return 1
}

export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1} UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export -f fuzz longest_input
export build seconds
printf '%s\n' "${targets[@]}" | xargs -P "$parallel" -I{} bash -euo pipefail -c 'fuzz "$1"' _ {} || exit 1
