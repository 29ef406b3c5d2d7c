#!/usr/bin/env bash
# The arrows test must be able to fail: an include against each arrow, added to a copy, has to be named.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
for folder in domain schema gis berth-agent server ops; do
  (cd "$root" && find "$folder" \( -name '*.h' -o -name '*.cpp' \) -not -path '*/node_modules/*' -print0) |
    (cd "$root" && xargs -0 -r cp --parents -t "$copy")
done
mkdir -p "$copy/tests"
/usr/bin/python3 "$root/tests/tidy/arrows.py" "$copy" >/dev/null || { echo "the tree itself breaks the arrows"; exit 1; }

caught=0
expect_caught() {  # FILE INCLUDE
  mkdir -p "$(dirname "$copy/$1")"; printf '#include %s\n' "$2" > "$copy/$1"
  if /usr/bin/python3 "$root/tests/tidy/arrows.py" "$copy" >"$copy/said"; then
    echo "not caught: $1 including $2"; exit 1
  fi
  grep -qF "$1:1:" "$copy/said" || { echo "caught elsewhere than at $1:1"; cat "$copy/said"; exit 1; }
  rm "$copy/$1"; caught=$((caught + 1))
}
expect_caught domain/stray.h '"server/store/ledger_store.h"'
expect_caught domain/stray.h '<nlohmann/json.hpp>'
expect_caught domain/stray.h '<Poco/Timestamp.h>'
expect_caught gis/stray.h '"server/store/ledger_store.h"'
expect_caught schema/wire/stray.h '"berth-agent/ledger/ledger.h"'
expect_caught berth-agent/stray.h '"server/store/ledger_store.h"'
expect_caught server/stray.h '"berth-agent/ledger/ledger.h"'
expect_caught server/usecases/stray.h '"server/store/mysql/connection.h"'
expect_caught server/jobs/stray.h '<cppconn/connection.h>'
echo "$caught includes against the arrows, all caught"
