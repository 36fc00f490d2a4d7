#!/usr/bin/env bash
# Looks for mistakes at random, as long as you like. A failure names the seed that repeats it.
#   ./fuzz.sh changes N       N changes of text, against the real CodeMirror       (20,000 in the tests)
#   ./fuzz.sh convergence N   N edits by people whose network and servers fail     (10,000 in the tests)
#   ./fuzz.sh crash N         N times kill -9 of the real server in mid-typing     (50 in the tests)
#   ./fuzz.sh pause N         one of two servers stands still for N seconds        (1 in the tests)
# Begins at a new seed each time; BOARD_FUZZ_SEED=… begins at that one. BOARD_FUZZ_TRACE=… tells more of the steps before a failure.
set -euo pipefail
cd "$(dirname "$0")"

what="${1:-}" count="${2:-}"
case "$count" in '' | *[!0-9]*) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
case "$what" in
  changes) filter=ChangeSetDifferentialTests; export BOARD_FUZZ_CASES="$count" ;;
  convergence) filter=Finds_nothing_in_the_real_thing; export BOARD_FUZZ_OPS="$count" ;;
  crash) filter=Nothing_acknowledged_is_lost_when_the_server_is_killed; export BOARD_CRASH_ROUNDS="$count" ;;
  pause) filter=A_server_that_was_paused_while_the_other_wrote; export BOARD_PAUSE_SECONDS="$count" ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
export BOARD_FUZZ_SEED="${BOARD_FUZZ_SEED:-random}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
dotnet test Board.Tests --nologo --filter "FullyQualifiedName~$filter"
