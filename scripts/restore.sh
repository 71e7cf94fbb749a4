#!/usr/bin/env bash
# Brings the database back as it was at a moment, beside the one in service; proves it; and on request puts it in service.
#
#   scripts/restore.sh --to MOMENT|latest [--env prod] [--as NAME] [--put-in-service] [--keep-unproven] [--yes] [--dry-run]
#
#   --to MOMENT        as 2026-11-23T09:30:00Z, within the time that RDS keeps; or latest
#   --env ENV          dev, uat or prod (standard)
#   --as NAME          of the new instance; without it <database>-restored-<time>
#   --put-in-service   stops all nodes, exchanges the names of the two instances, starts the nodes. The one before is kept
#                      as <database>-replaced-<time>
#   --keep-unproven    puts it in service though its proof failed; write down why
#   --yes              asks nobody
#   --dry-run          says what would be done; reads, changes nothing
#
# Proven is: the audit trail is whole (--verify-audit --restored) and money is the same at every level (--check-money).
# Prints how long it took and how much is lost. Ends with 0; 1 when it failed or the proof did; 64 for wrong arguments.
# What else to do on such a day: docs/operations/disaster-recovery.md
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-prod} moment='' as='' serve='' unproven='' YES=''
while [ $# -gt 0 ]; do
  case $1 in
    --to) moment=$(value "$@"); shift 2 ;;
    --env) environment=$(value "$@"); shift 2 ;;
    --as) as=$(value "$@"); shift 2 ;;
    --put-in-service) serve=1; shift ;;
    --keep-unproven) unproven=1; shift ;;
    --yes) YES=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
[ -n "$moment" ] || usage_error "to which moment? --to MOMENT or --to latest"
[ "$moment" = latest ] || date -u -d "$moment" +%s >/dev/null 2>&1 || usage_error "$moment is no moment; give it as 2026-11-23T09:30:00Z"
names "$environment"
need_commands aws jq
stamp=$(date -u +%Y%m%d-%H%M%S)
as=${as:-$DATABASE-restored-$stamp}
begun=$SECONDS

instance() { look rds describe-db-instances --db-instance-identifier "$1" | jq '.DBInstances[0]'; }

available() {
  [ -n "$DRY_RUN" ] && return
  local end=$((SECONDS + patience)) state
  while :; do
    state=$(instance "$1" 2>/dev/null | jq -r .DBInstanceStatus) || state='not there'
    [ "$state" = available ] && return
    [ "$SECONDS" -lt "$end" ] || fail "$1 is $state after $patience s"
    sleep "$poll"
  done
}

origin=$(instance "$DATABASE") || fail "there is no database $DATABASE"
latest=$(jq -r '.LatestRestorableTime // empty' <<<"$origin")
[ -n "$latest" ] || fail "$DATABASE keeps no backups to restore from"
if [ "$moment" = latest ]; then
  when=(--use-latest-restorable-time)
  moment=$latest
else
  [ "$(age "$moment")" -ge "$(age "$latest")" ] || fail "$moment is later than can be restored ($latest)"
  when=(--restore-time "$moment")
fi
definition=$(service "$WEB" | jq -r .taskDefinition)
[ -z "$serve" ] || confirm "All nodes of $ENVIRONMENT stop, and the database goes back to $moment; $(in_words "$(age "$moment")") are lost."

step "restoring $DATABASE as of $moment to $as"
mapfile -t groups < <(jq -r '.VpcSecurityGroups[].VpcSecurityGroupId' <<<"$origin")
multi=$(jq -r 'if .MultiAZ then "--multi-az" else "--no-multi-az" end' <<<"$origin")
change rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$DATABASE" --target-db-instance-identifier "$as" \
  "${when[@]}" "$multi" --no-publicly-accessible --copy-tags-to-snapshot --deletion-protection \
  --db-instance-class "$(jq -r .DBInstanceClass <<<"$origin")" \
  --db-subnet-group-name "$(jq -r .DBSubnetGroup.DBSubnetGroupName <<<"$origin")" \
  --db-parameter-group-name "$(jq -r '.DBParameterGroups[0].DBParameterGroupName' <<<"$origin")" \
  --vpc-security-group-ids "${groups[@]}" >/dev/null
available "$as"
restored=$((SECONDS - begun))
step "$as is available after $(in_words "$restored")"

# The address that the nodes use, with the new instance in place of the old one.
url=${LTET_JDBC_URL:-$(told "$WEB" SPRING_DATASOURCE_URL)}
[ -n "$url" ] || fail "$as is there, but how nodes reach the database is not known: give LTET_JDBC_URL as they have it"
before=$(jq -r .Endpoint.Address <<<"$origin")
after=$([ -n "$DRY_RUN" ] && echo "$as" || instance "$as" | jq -r .Endpoint.Address)
[[ $url == *"$before"* ]] || fail "$as is there, but the address $url does not name $before"
there="--spring.datasource.url=${url/"$before"/$after}"

proven=1
step "proving $as: audit trail"
once "$definition" --verify-audit --restored "$there" || proven=''
step "proving $as: money"
once "$definition" --check-money "$there" || proven=''
took=$((SECONDS - begun))
if [ -z "$proven" ]; then
  warn "NOT PROVEN: $as is there, and something in it is wrong; see above."
  [ -n "$serve" ] && [ -n "$unproven" ] || exit "$EXIT_BROKEN"
fi

if [ -n "$serve" ]; then
  counts=()
  for name in "$WEB" "$WORKER"; do
    counts+=("$(service "$name" | jq -r .desiredCount)")
    step "stopping $name"
    change ecs update-service --cluster "$CLUSTER" --service "$name" --desired-count 0 >/dev/null
  done
  for name in "$WEB" "$WORKER"; do rolled "$name" "$(service "$name" | jq -r .taskDefinition)" || fail "$name did not stop: nothing was exchanged"; done
  step "exchanging the names"
  change rds modify-db-instance --db-instance-identifier "$DATABASE" --new-db-instance-identifier "$DATABASE-replaced-$stamp" --apply-immediately >/dev/null
  available "$DATABASE-replaced-$stamp"
  change rds modify-db-instance --db-instance-identifier "$as" --new-db-instance-identifier "$DATABASE" --apply-immediately >/dev/null
  available "$DATABASE"
  for name in "$WORKER" "$WEB"; do
    count=${counts[0]}
    [ "$name" = "$WEB" ] || count=${counts[1]}
    step "starting $name"
    change ecs update-service --cluster "$CLUSTER" --service "$name" --desired-count "$count" >/dev/null
    rolled "$name" "$(service "$name" | jq -r .taskDefinition)" || fail "$name does not come up on the restored database"
  done
  took=$((SECONDS - begun))
fi
if [ -n "$DRY_RUN" ]; then
  say "Dry run: nothing was changed."
  exit 0
fi
jq -n --arg environment "$ENVIRONMENT" --arg instance "$as" --arg moment "$moment" --arg at "$(date -u +%FT%TZ)" \
  --argjson restored "$restored" --argjson took "$took" --argjson lost "$(age "$moment")" --argjson proven "${proven:-0}" \
  --argjson served "${serve:-0}" \
  '{environment: $environment, at: $at, instance: $instance, moment: $moment, secondsToAvailable: $restored,
    secondsInAll: $took, secondsSinceMoment: $lost, proven: ($proven == 1), putInService: ($served == 1)}' | tee "${LTET_REPORT:-/dev/null}"
