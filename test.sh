#!/usr/bin/env bash
# Installs what the tests need and runs everything. Ends with a line "N passed, N failed, N skipped".
# Options: --quick leaves out the browser, the crash and the PostgreSQL tests.
set -uo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$1"; }
missing() { printf 'Missing: %s\n%s\n' "$1" "$2" >&2; exit 2; }

quick=false
[ "${1:-}" = "--quick" ] && quick=true

command -v dotnet >/dev/null || missing ".NET 10 SDK" "Install it from https://dot.net and run this again."
command -v node >/dev/null || missing "Node 20 or later" "Install it from https://nodejs.org and run this again."

find_chromium() {
  for name in "${BOARD_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" 2>/dev/null && return 0
  done
  return 1
}
if ! $quick && ! find_chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium"
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-color-emoji) >/dev/null ||
      missing "Chromium" "apt could not install it; install Chromium and run this again."
  else
    missing "Chromium" "Install it (Debian: sudo apt install chromium), or set BOARD_CHROMIUM to its path, or run ./test.sh --quick."
  fi
fi
$quick || BOARD_CHROMIUM=$(find_chromium)

# The tests start a PostgreSQL of their own, on a socket in a temporary folder; Debian keeps its programs off the PATH.
find_postgres() {
  [ -x "${BOARD_POSTGRES_BIN:-}/initdb" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null
}
if ! $quick && ! find_postgres; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing PostgreSQL"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql) >/dev/null ||
      missing "PostgreSQL" "apt could not install it; install PostgreSQL and run this again."
  else
    missing "PostgreSQL" "Install it (Debian: sudo apt install postgresql), or set BOARD_POSTGRES_BIN to the folder of its programs, or run ./test.sh --quick."
  fi
fi
export BOARD_CHROMIUM="${BOARD_CHROMIUM:-}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

say "Building"
dotnet build Board.sln -v quiet || { printf '\n0 passed, 1 failed, 0 skipped\n'; exit 1; }

say "TypeScript"
(cd Board.Client && npm test --silent) >"$results/node.txt" 2>&1
node_exit=$?
count() { sed -n "s/^# $1 \([0-9][0-9]*\)$/\1/p; s/^ℹ $1 \([0-9][0-9]*\)$/\1/p" "$results/node.txt" | tail -n 1; }
node_passed=$(count pass) node_failed=$(count fail) node_skipped=$(count skipped)
if [ "$node_exit" != 0 ] || [ -z "$node_passed" ]; then
  cat "$results/node.txt"
  [ "${node_failed:-0}" -gt 0 ] 2>/dev/null || node_failed=1
fi
passed=$((passed + ${node_passed:-0})) failed=$((failed + ${node_failed:-0})) skipped=$((skipped + ${node_skipped:-0}))
printf '%s passed, %s failed\n' "${node_passed:-0}" "${node_failed:-0}"

say "C#"
filter=()
$quick && filter=(--filter 'Category!=Browser&Category!=Crash&Category!=Postgres')
dotnet test Board.Tests --no-build --nologo "${filter[@]}" --logger "trx;LogFileName=tests.trx" --results-directory "$results" --blame-hang-timeout 10m
dotnet_exit=$?
if [ -f "$results/tests.trx" ]; then
  counter() { grep -o '<Counters [^>]*' "$results/tests.trx" | grep -o " $1=\"[0-9]*\"" | tr -cd '0-9'; }
  total=$(counter total) ok=$(counter passed) bad=$(counter failed)
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - ok - bad))
  [ "$dotnet_exit" = 0 ] || [ "$bad" -gt 0 ] || failed=$((failed + 1))
else
  failed=$((failed + 1))
fi

printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
