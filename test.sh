#!/usr/bin/env bash
# Runs everything: installs from Debian's packages what the tests need and the machine lacks, builds, and tests.
# Ends with the plain line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"

need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 && return
  if [ -z "${updated:-}" ]; then as_root apt-get update -qq; updated=1; fi
  as_root apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}
as_root() { if [ "$(id -u)" = 0 ]; then DEBIAN_FRONTEND=noninteractive "$@"; else sudo DEBIAN_FRONTEND=noninteractive "$@"; fi; }

need chromium chromium
need pdftotext poppler-utils
need pkill procps
[ -x /usr/sbin/nginx ] || need nginx nginx-light
need clamd clamav-daemon

export SUPPORTCENTER_TEST_ALL=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
npm ci --prefix SupportCenter.Tests/Browser/provider --no-audit --no-fund --loglevel=error
dotnet restore --locked-mode
# A package that is known to be vulnerable ends everything; a registry that answers no advisories is named.
node build/vulnerable.mjs
node build/sbom.mjs
dotnet tool restore >/dev/null
dotnet csharpier check .
dotnet build --no-restore --nologo -p:RunAnalyzers=true
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0

# The commands of the README, on folders of their own.
portal() { dotnet run --no-build --project SupportCenter.Portal -- "$@"; }
portal import SupportCenter.Tests/Samples --dry-run --report "$results/report.json"
portal import SupportCenter.Tests/Samples --Storage:DataDirectory="$results/imported"
portal verify-audit --Storage:DataDirectory="$results/imported" --json "$results/verdict.json"
portal rotate-keys --Storage:DataDirectory="$results/imported"
portal rotate-keys --retire --Storage:DataDirectory="$results/imported"
portal verify-audit --Storage:DataDirectory="$results/imported"
portal first-staff --role Supervisor --name "本市 見本" --tenant 00000000-0000-4000-8000-000000000001 \
  --object 00000000-0000-4000-8000-000000000002 --Storage:DataDirectory="$results/fresh"
portal backup "$results/backups/imported.db" --Storage:DataDirectory="$results/imported" 2>/dev/null && exit 1 # There is no such folder.
mkdir "$results/backups"
portal backup "$results/backups/imported.db" --Storage:DataDirectory="$results/imported"
portal backup --Storage:DataDirectory="$results/imported"
mkdir -m 700 "$results/bare"
cp -r "$results/imported/keys" "$results/bare/"
portal restore "$results/backups/imported.db" --Storage:DataDirectory="$results/bare"
portal verify-audit --Storage:DataDirectory="$results/bare"
portal restore "$results/backups/imported.db" --Storage:DataDirectory="$results/bare" 2>/dev/null && exit 1 # There is a database.
portal seed --businesses 200 --reservations 1000 --records 800 --Storage:DataDirectory="$results/large"
portal --urls http://127.0.0.1:0 --Storage:DataDirectory="$results/demo" >"$results/portal.log" &
for _ in $(seq 120); do grep -q 'Now listening on' "$results/portal.log" && break; sleep 0.5; done
address=$(sed -n 's/.*Now listening on: //p' "$results/portal.log")
pkill -f "$results/demo" || true
[ -n "$address" ] || { cat "$results/portal.log" >&2; echo "The portal did not start." >&2; exit 1; }
echo "The portal started at $address."
wait
# From the source tree the check runs on demo data only: Development refuses a database without it.
portal check-exposure --Storage:DataDirectory="$results/demo" --json "$results/exposure.json"

# A test that does not come to an end ends the run, and is named.
dotnet test --no-build --nologo --logger "trx;LogFileName=results.trx" --results-directory "$results" \
  --blame-hang-timeout 10m --blame-hang-dump-type none || status=$?
grep -ho '<Test Name="[^"]*"[^>]*Completed="False"' "$results"/*/Sequence_*.xml "$results"/Sequence_*.xml 2>/dev/null || true

counters=$(grep -ho '<Counters [^>]*>' "$results"/*.trx || true)
sum() { printf '%s\n' "$counters" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{n += $1} END {print n + 0}'; }
passed=$(sum passed)
failed=$(sum failed)
[ "$passed" -gt 0 ] || { echo "No test was run." >&2; status=1; }
echo "$passed passed, $failed failed"
exit "$status"
