#!/usr/bin/env bash
# Every line and every branch of domain/ is taken by its own unit tests; names file and line of what is not.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/coverage}

cmake --preset coverage -B "$build" >/dev/null
cmake --build "$build" -j "$(nproc)" --target test_unit_domain >/dev/null
find "$build" -name '*.gcda' -delete
"$build/tests/test_unit_domain" --gtest_brief=1
gcovr --root . --filter 'domain/' --exclude-throw-branches --exclude-unreachable-branches \
  --json "$build/domain.json" "$build/domain" "$build/tests" 2>"$build/gcovr.log" || { cat "$build/gcovr.log"; exit 1; }
/usr/bin/python3 tests/coverage/missing.py "$build/domain.json"
