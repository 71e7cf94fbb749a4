#!/usr/bin/env bash
# Looks at everything the portal needs and at all that waits: addresses, certificate, services, database, Redis, store of
# documents, mail, bank, HR system, virus scanner, queues, audit trail, alarms, age of the backups.
#
#   scripts/health-check.sh [--env ENV | --local [--data DIR] [--backups DIR]] [--url URL] [--json] [--quick]
#
#   --env ENV      dev, uat or prod (prod is the standard)
#   --local        the portal that runs on this machine; --data DIR is its data directory (data)
#   --backups DIR  of this machine: where its backups lie
#   --url URL      address; else LTET_URL, else what the web service was given; http://127.0.0.1:8080 for --local
#   --json         one JSON object instead of the table
#   --quick        only what can be seen from outside: no program is started to look from inside
#   --dry-run      is taken, as by the other scripts: nothing is changed here. The program that looks from inside
#                  (--check-health) migrates nothing; where no portal runs on the data of this machine, it starts its
#                  PostgreSQL on them for as long as it looks
#
# Each line is good, late (look at it today), broken (act now) or unused. Ends with 0 when all is good, 1 when something is
# broken, 2 when something is late, 64 for wrong arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-prod} local='' data=$ROOT/data backups='' url='' json='' quick=''
while [ $# -gt 0 ]; do
  case $1 in
    --env) environment=$(value "$@"); shift 2 ;;
    --local) local=1; shift ;;
    --data) data=$(value "$@"); shift 2 ;;
    --backups) backups=$(value "$@"); shift 2 ;;
    --url) url=$(value "$@"); shift 2 ;;
    --json) json=1; shift ;;
    --quick) quick=1; shift ;;
    --dry-run) shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
need_commands curl jq

DAY=86400
rows=()
# row CHECK STATE FOUND [WANTED]
row() { rows+=("$(jq -cn --arg c "$1" --arg s "$2" --arg f "$3" --arg w "${4:-}" '{check: $c, state: $s, found: $f, wanted: $w}')"); }

# aged CHECK MOMENT LATE BROKEN: by how long ago that was, in seconds
aged() {
  local old state=good
  if [ -z "$2" ] || ! old=$(age "$2"); then
    row "$1" broken "none" "within $(in_words "$3")"
    return
  fi
  [ "$old" -le "$3" ] || state=late
  [ "$old" -le "$4" ] || state=broken
  row "$1" "$state" "$(in_words "$old") old" "within $(in_words "$3")"
}

# equal CHECK FOUND WANTED
equal() { if [ "$2" = "$3" ]; then row "$1" good "$2"; else row "$1" broken "${2:-no answer}" "$3"; fi; }

outside() {
  local probe answer host end left state
  for probe in liveness readiness; do
    answer=$(curl -fsS --max-time 10 "$url/actuator/health/$probe" 2>/dev/null | jq -r '.status // empty' 2>/dev/null) || answer=''
    equal "$probe" "$answer" UP
  done
  case $url in
    https://*)
      host=${url#https://} host=${host%%/*}
      end=$(openssl s_client -servername "${host%%:*}" -connect "$([[ $host == *:* ]] && echo "$host" || echo "$host:443")" \
        </dev/null 2>/dev/null | openssl x509 -noout -enddate 2>/dev/null | cut -d= -f2) || end=''
      if [ -z "$end" ]; then
        row certificate broken "none was shown" "30 d left"
      else
        left=$((-$(age "$end"))) state=good
        [ "$left" -ge $((30 * DAY)) ] || state=late
        [ "$left" -ge $((7 * DAY)) ] || state=broken
        row certificate "$state" "$((left / DAY)) d left" "30 d left"
      fi
      answer=$(curl -sS --max-time 10 -o /dev/null -w '%{http_code} %{redirect_url}' "http://${host%%:*}/" 2>/dev/null) || answer=''
      if [[ $answer =~ ^30[1278]\ https:// ]]; then row http-to-https good "${answer%% *}"
      else row http-to-https broken "${answer:-no answer}" "a redirect to https"; fi
      ;;
    *) row certificate unused "plain HTTP" ;;
  esac
}

# inside: what the portal itself printed in its line HEALTH
inside() {
  local line
  line=$(grep -o 'HEALTH \[.*' <<<"$1" | tail -1 | cut -c8-) || line=''
  if [ -z "$line" ] || ! jq -e . >/dev/null 2>&1 <<<"$line"; then
    row look-from-inside broken "the portal could not look: $(tail -1 <<<"$1" | cut -c1-150)"
    return
  fi
  while IFS= read -r line; do rows+=("$line"); done < <(jq -c '.[]' <<<"$line")
}

aws_side() {
  local one name state alarms group unhealthy newest
  for name in "$WEB" "$WORKER"; do
    one=$(service "$name" 2>/dev/null) || one='{}'
    equal "service-$name" "$(jq -r '"\(.runningCount // 0) of \(.desiredCount // 0)"' <<<"$one")" \
      "$(jq -r '"\(.desiredCount // 0) of \(.desiredCount // 0)"' <<<"$one")"
    state=$(jq -r '[.deployments[]?.rolloutState] | unique | join(",")' <<<"$one")
    case $state in
      COMPLETED) row "release-$name" good steady ;;
      *FAILED* | '') row "release-$name" broken "${state:-no service}" steady ;;
      *) row "release-$name" late "$state" steady ;;
    esac
    for group in $(jq -r '.loadBalancers[]?.targetGroupArn // empty' <<<"$one"); do
      unhealthy=$(look elbv2 describe-target-health --target-group-arn "$group" 2>/dev/null \
        | jq -r '[.TargetHealthDescriptions[] | select(.TargetHealth.State != "healthy" and .TargetHealth.State != "draining")] | length') || unhealthy=''
      equal "targets-$name" "${unhealthy:-?} unhealthy" "0 unhealthy"
    done
  done
  one=$(look rds describe-db-instances --db-instance-identifier "$DATABASE" 2>/dev/null | jq '.DBInstances[0]') || one='{}'
  equal rds "$(jq -r '.DBInstanceStatus // empty' <<<"$one")" available
  aged backup-to-a-moment "$(jq -r '.LatestRestorableTime // empty' <<<"$one")" 900 3600
  equal redis-cluster "$(look elasticache describe-replication-groups --replication-group-id "$REDIS" 2>/dev/null \
    | jq -r '.ReplicationGroups[0].Status // empty')" available
  newest=$(look backup list-recovery-points-by-backup-vault --backup-vault-name "$VAULT" 2>/dev/null \
    | jq -r '[.RecoveryPoints[] | select(.Status == "COMPLETED") | .CompletionDate] | max // empty') || newest=''
  aged backup-in-vault "$newest" $((26 * 3600)) $((3 * DAY))
  alarms=$(look cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix "ltet-portal-$ENVIRONMENT" 2>/dev/null \
    | jq -r '[.MetricAlarms[]?.AlarmName, .CompositeAlarms[]?.AlarmName] | join(", ")') || alarms='cannot be read'
  if [ -z "$alarms" ]; then row alarms good none; else row alarms late "$alarms" none; fi
}

if [ -n "$local" ]; then
  url=${url:-http://127.0.0.1:8080}
  outside
  if [ -z "$quick" ]; then
    inside "$(here "$data" --check-health 2>&1 || true)"
    if [ -z "$backups" ]; then
      row backups unused "--backups was not given"
    else
      aged backups "$(find "$backups" -type f -printf '%TY-%Tm-%TdT%TH:%TM:%.2TSZ\n' 2>/dev/null | sort | tail -1)" $((26 * 3600)) $((3 * DAY))
    fi
  fi
else
  names "$environment"
  need_commands aws openssl
  url=${url:-$(address)}
  outside
  aws_side
  [ -n "$quick" ] || inside "$(once "$(service "$WEB" | jq -r .taskDefinition)" --check-health 2>&1 || true)"
fi

all=$(printf '%s\n' "${rows[@]}" | jq -s .)
worst=$(jq -r 'if any(.[]; .state == "broken") then "broken" elif any(.[]; .state == "late") then "late" else "good" end' <<<"$all")
if [ -n "$json" ]; then
  jq -n --arg e "${ENVIRONMENT:-local}" --arg a "$(date -u +%FT%TZ)" --arg s "$worst" --argjson c "$all" \
    '{environment: $e, at: $a, state: $s, checks: $c}'
else
  printf '%-20s %-7s %s\n' CHECK STATE FOUND
  jq -r '.[] | [.check, .state, .found + (if .wanted == "" then "" else " (" + .wanted + ")" end)] | @tsv' <<<"$all" \
    | while IFS=$'\t' read -r check state found; do printf '%-20s %-7s %s\n' "$check" "$state" "$found"; done
  say "${ENVIRONMENT:-local}: $worst"
fi
case $worst in
  good) exit 0 ;;
  late) exit "$EXIT_DOUBTFUL" ;;
  *) exit "$EXIT_BROKEN" ;;
esac
