#!/usr/bin/env bash
# Runs a command beside a PostgreSQL (fsync on, a socket in a temporary folder) and an Azurite of its own, whose connection strings
# are in BOARD_POSTGRES and BOARD_AZURE; both are gone afterwards. PostgreSQL does not run as root: where it is root that runs this,
# it becomes the user "postgres" for it.
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
programs=${BOARD_POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)}
folder=$(mktemp -d /tmp/board-bench-XXXXXX)
as() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- env LC_ALL=C "$@"); else LC_ALL=C "$@"; fi; }
mkdir "$folder/pg" "$folder/azurite"
[ "$(id -u)" != 0 ] || { chmod 755 "$folder"; chown postgres "$folder/pg"; }
azurite=
end() {
  [ -z "$azurite" ] || kill "$azurite" 2>/dev/null || true
  as "$programs/pg_ctl" -D "$folder/pg/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap end EXIT

as "$programs/initdb" -D "$folder/pg/data" -U board -A trust -E UTF8 --locale=C --no-sync >/dev/null
as sh -c "printf \"listen_addresses = ''\nunix_socket_directories = '%s'\nmax_connections = 200\n\" '$folder/pg' >>'$folder/pg/data/postgresql.conf'"
as "$programs/pg_ctl" -D "$folder/pg/data" -l "$folder/pg/log" -w start >/dev/null
export BOARD_POSTGRES="Host=$folder/pg;Port=5432;Username=board;Database=postgres;Maximum Pool Size=30"

apphost=$bench/../Board.AppHost
[ -d "$apphost/node_modules/azurite" ] || (cd "$apphost" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error)
port=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
node "$apphost/node_modules/azurite/dist/src/blob/main.js" --silent --disableTelemetry --blobHost 127.0.0.1 --blobPort "$port" --location "$folder/azurite" &
azurite=$!
for _ in $(seq 100); do (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null && break; sleep 0.1; done
# The account that every Azurite has (Microsoft's documentation); no secret.
key=$(sed -n 's/.*Key = "\(.*\)";/\1/p' "$apphost/Azurite.cs")
export BOARD_AZURE="DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$port/devstoreaccount1;"

"$@"
