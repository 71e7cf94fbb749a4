#!/usr/bin/env bash
# Rehearses the loss of the database, beside the one in service, which is not touched, and measures how long it took to
# have it back (RTO) and how much was lost (RPO).
#
#   scripts/dr-drill.sh [--env ENV | --local --data DIR] [--second-region REGION] [--rto SECONDS] [--rpo SECONDS]
#                       [--report FILE] [--yes] [--dry-run]
#
#   --env ENV               dev, uat or prod (prod is the standard): restores the latest moment, proves it, takes it away
#   --second-region REGION  then also restores the newest copy in that region until it is available, and takes it away;
#                           wants LTET_DR_SUBNETS, the name of a subnet group there
#   --local --data DIR      the portal of this machine: copies its data while it runs, and proves the copy
#   --rto, --rpo SECONDS    what is promised: 14400 and 900
#   --report FILE           also writes the outcome there, as JSON
#   --yes, --dry-run        as in the other scripts
#
# What it makes goes away however it ends, or the commands for that are printed.
#
# Ends with 0 when both promises were kept and what came back was whole, 1 when not, 64 for wrong arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-prod} region='' local='' data='' rto=14400 rpo=900 report='' YES=''
while [ $# -gt 0 ]; do
  case $1 in
    --env) environment=$(value "$@"); shift 2 ;;
    --second-region) region=$(value "$@"); shift 2 ;;
    --local) local=1; shift ;;
    --data) data=$(value "$@"); shift 2 ;;
    --rto) rto=$(value "$@"); shift 2 ;;
    --rpo) rpo=$(value "$@"); shift 2 ;;
    --report) report=$(value "$@"); shift 2 ;;
    --yes) YES=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
[[ $rto =~ ^[0-9]+$ && $rpo =~ ^[0-9]+$ ]] || usage_error "--rto and --rpo are seconds"
need_commands jq
begun=$SECONDS
whole=true second=null

copy='' told='' as='' there=''
# shellcheck disable=SC2317  # a trap calls it
leave() {
  local status=$?
  trap - EXIT INT TERM
  set +e
  [ -z "$aside_pid" ] || kill "$aside_pid" 2>/dev/null
  [ -z "$as" ] || take_away "$as"
  [ -z "$there" ] || take_away "$there" --region "$region"
  [ -z "$copy" ] || rm -rf "$copy"
  [ -z "$told" ] || rm -f "$told"
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT TERM

if [ -n "$local" ]; then
  [ -n "$data" ] || usage_error "which data? --data DIR"
  need_commands psql tar
  [ -z "$DRY_RUN" ] || { say "Dry run: would copy $data, start on the copy, prove it and take it away."; exit 0; }
  copy=$(mktemp -d "${TMPDIR:-/tmp}/ltet-portal-drill.XXXXXX")
  copy_running "$data" "$copy" >&2
  lost=$((SECONDS - begun))
  begun=$SECONDS
  proven_here "$copy" >&2 || whole=false
  took=$((SECONDS - begun))
else
  names "$environment"
  need_commands aws
  confirm "An instance of its own is made beside $DATABASE, and costs money until it is taken away."
  stamp=$(date -u +%Y%m%d-%H%M%S)
  told=$(mktemp)
  lost=$(age "$(look rds describe-db-instances --db-instance-identifier "$DATABASE" | jq -r '.DBInstances[0].LatestRestorableTime')")
  as=$DATABASE-drill-$stamp
  export DRY_RUN LTET_REPORT=$told
  aside "$ROOT/scripts/restore.sh" --env "$ENVIRONMENT" --to latest --as "$as" --temporary --yes >&2 || whole=false
  took=$((SECONDS - begun))
  take_away "$as" || whole=false
  as=
  if [ -n "$region" ]; then
    subnets=${LTET_DR_SUBNETS:-}
    [ -n "$subnets" ] || fail "LTET_DR_SUBNETS is missing: the subnet group in $region"
    point=$(look backup list-recovery-points-by-backup-vault --region "$region" --backup-vault-name "${LTET_COPY_VAULT:-$VAULT}" \
      | jq -c '[.RecoveryPoints[] | select(.Status == "COMPLETED" and .ResourceType == "RDS")] | max_by(.CompletionDate)')
    [ "$point" != null ] || fail "there is no copy of the database in $region"
    there=$DATABASE-drill-$stamp
    start=$SECONDS
    step "restoring the copy of $(jq -r .CreationDate <<<"$point") in $region"
    change rds restore-db-instance-from-db-snapshot --region "$region" --db-instance-identifier "$there" \
      --db-snapshot-identifier "$(jq -r .RecoveryPointArn <<<"$point")" --db-subnet-group-name "$subnets" --no-publicly-accessible \
      --no-deletion-protection >/dev/null
    until [ -n "$DRY_RUN" ] || [ "$(look rds describe-db-instances --region "$region" --db-instance-identifier "$there" | jq -r '.DBInstances[0].DBInstanceStatus')" = available ]; do
      [ $((SECONDS - start)) -lt "$patience" ] || fail "$there in $region is not available after $patience s"
      sleep "$poll"
    done
    second=$(jq -n --arg region "$region" --argjson seconds $((SECONDS - start)) --argjson age "$(age "$(jq -r .CreationDate <<<"$point")")" \
      '{region: $region, secondsToAvailable: $seconds, secondsOld: $age}')
    take_away "$there" --region "$region" || whole=false
    there=
  fi
  [ -z "$DRY_RUN" ] || { say "Dry run: nothing was changed."; exit 0; }
fi

outcome=$(jq -n --arg environment "${ENVIRONMENT:-local}" --arg at "$(date -u +%FT%TZ)" --argjson whole "$whole" --argjson took "$took" \
  --argjson lost "$lost" --argjson rto "$rto" --argjson rpo "$rpo" --argjson second "$second" \
  '{environment: $environment, at: $at, whole: $whole, rtoSeconds: $took, rtoPromised: $rto, rpoSeconds: $lost, rpoPromised: $rpo,
    secondRegion: $second, kept: ($whole and $took <= $rto and $lost <= $rpo)}')
[ -z "$report" ] || printf '%s\n' "$outcome" >"$report"
printf '%s\n' "$outcome"
[ "$(jq .kept <<<"$outcome")" = true ] || exit "$EXIT_BROKEN"
