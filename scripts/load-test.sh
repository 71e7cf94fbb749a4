#!/usr/bin/env bash
# Puts many signed-in people on the demonstration and tells whether it bears them: 99 of 100 pages within a second, no
# errand failed, memory of the node within 512 MB.
#
#   scripts/load-test.sh [--url URL | --start] [--people N] [--ramp SECONDS] [--steady SECONDS] [--think SECONDS] [--json]
#                        [--dry-run]
#
#   --url URL         a demonstration that runs on this machine (http://127.0.0.1:8080)
#   --start           builds and starts one with data of its own, and stops it afterwards
#   --people N        people signed in at the same time (10000)
#   --ramp, --steady  how long they arrive and stay: a tenth of a second each, and 120 s
#   --think SECONDS   between two pages of a person (10)
#   --json            one JSON object instead of the table
#   --dry-run         says what would be done
#
# It opens accounts and hands in applications: never on data that matter, so only on this machine. bench/README.md says
# who the people are and what else can be measured. Ends with 0 when every budget was met, 1 when not, 64 for wrong
# arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

url=http://127.0.0.1:8080 start='' people=10000 ramp='' steady=120 think=10 json=''
while [ $# -gt 0 ]; do
  case $1 in
    --url) url=$(value "$@"); shift 2 ;;
    --start) start=1; shift ;;
    --people) people=$(value "$@"); shift 2 ;;
    --ramp) ramp=$(value "$@"); shift 2 ;;
    --steady) steady=$(value "$@"); shift 2 ;;
    --think) think=$(value "$@"); shift 2 ;;
    --json) json=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
[[ "$people$steady$think${ramp:-0}" =~ ^[0-9]+$ ]] || usage_error "people and seconds are whole numbers"
[[ $url =~ ^http://(127\.0\.0\.1|localhost):[0-9]+/?$ ]] || usage_error "$url is not on this machine: this test writes into what it measures"
need_commands curl jq
work=$(mktemp -d "${TMPDIR:-/tmp}/ltet-portal-load.XXXXXX")
portal=''
trap '[ -z "$portal" ] || { kill "$portal" 2>/dev/null; wait "$portal" 2>/dev/null; } || true; rm -rf "$work"' EXIT
measure=(env ONLY=load WORK="$work" PEOPLE="$people" STEADY="$steady" THINK="$think")
[ -z "$ramp" ] || measure+=(RAMP="$ramp")

if [ -n "$DRY_RUN" ]; then
  [ -z "$start" ] || run "$ROOT/portal" start --data "$work/data"
  run "${measure[@]}" "$ROOT/bench/run" "$url"
  exit 0
fi
if [ -n "$start" ]; then
  "$ROOT/portal" start --data "$work/data" >"$work/portal.txt" 2>&1 &
  portal=$!
  until url=$(grep -o 'The portal is ready: *http[^ ]*' "$work/portal.txt" | grep -o 'http.*'); do
    kill -0 "$portal" 2>/dev/null || { tail -20 "$work/portal.txt" >&2; fail "the demonstration did not start"; }
    sleep 1
  done
fi
"${measure[@]}" "$ROOT/bench/run" "$url" >"$work/table.txt"
[ -n "$json" ] || cat "$work/table.txt"
rows=$(jq -Rn '[inputs | split("\t") | {measure: .[0], figure: .[1], budget: .[4], met: .[5]}]' "$work/rows.tsv")
met=$(jq 'length > 1 and all(.[] | select(.budget != ""); .met == "yes")' <<<"$rows")
[ -z "$json" ] || jq -n --arg at "$(date -u +%FT%TZ)" --argjson people "$people" --argjson met "$met" --argjson rows "$rows" \
  '{at: $at, people: $people, met: $met, measures: $rows}'
[ "$met" = true ] || { warn "A budget was not met."; exit "$EXIT_BROKEN"; }
