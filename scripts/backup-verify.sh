#!/usr/bin/env bash
# Shows that the backups can be used: how old they are, that their copies elsewhere are there, and, by restoring one, that
# the audit trail and the money in it are whole.
#
#   scripts/backup-verify.sh [--env ENV [--restore] [--copy-region REGION] | --local --data DIR] [--json] [--dry-run]
#
#   --env ENV             dev, uat or prod (prod is the standard)
#   --restore             restores the latest moment to an instance of its own, proves it and takes it away again, also when
#                         it is interrupted. LTET_PROOF, the ARN of a state machine, lets that prove it: see restore.sh
#   --copy-region REGION  also looks at the copies in the second region (LTET_COPY_REGION)
#   --local --data DIR    copies the data of the portal that runs on this machine while it runs, starts on the copy and
#                         proves it, then takes the copy away
#   --json                one JSON object instead of the table
#   --dry-run             says what would be done; reads, changes nothing
#
# Ends with 0 when the backups are good, 1 when one is missing, too old or not whole, 64 for wrong arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-prod} restore='' region=${LTET_COPY_REGION:-} local='' data='' json=''
while [ $# -gt 0 ]; do
  case $1 in
    --env) environment=$(value "$@"); shift 2 ;;
    --restore) restore=1; shift ;;
    --copy-region) region=$(value "$@"); shift 2 ;;
    --local) local=1; shift ;;
    --data) data=$(value "$@"); shift 2 ;;
    --json) json=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
need_commands jq

rows=() wrong=0
row() {
  [ "$2" = good ] || wrong=1
  rows+=("$(jq -cn --arg c "$1" --arg s "$2" --arg f "$3" --arg w "${4:-}" '{check: $c, state: $s, found: $f, wanted: $w}')")
}
# aged CHECK MOMENT MOST
aged() {
  local old
  if [ -z "$2" ] || ! old=$(age "$2"); then row "$1" broken none "at most $(in_words "$3") old"; return; fi
  row "$1" "$([ "$old" -le "$3" ] && echo good || echo broken)" "$(in_words "$old") old" "at most $(in_words "$3") old"
}
# What is made here goes away however this ends.
copy='' temporary=''
# shellcheck disable=SC2317  # a trap calls it
leave() {
  local status=$?
  trap - EXIT INT TERM
  set +e
  [ -z "$aside_pid" ] || kill "$aside_pid" 2>/dev/null
  [ -z "$temporary" ] || take_away "$temporary"
  [ -z "$copy" ] || rm -rf "$copy"
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT TERM
newest() { jq -r '[.RecoveryPoints[] | select(.Status == "COMPLETED") | .CompletionDate] | max // empty'; }

if [ -n "$local" ]; then
  [ -n "$data" ] || usage_error "which data? --data DIR"
  need_commands psql tar
  if [ -n "$DRY_RUN" ]; then
    say "Dry run: would copy $data, start on the copy, prove it and take it away."
    exit 0
  fi
  copy=$(mktemp -d "${TMPDIR:-/tmp}/ltet-portal-copy.XXXXXX")
  begun=$SECONDS
  copy_running "$data" "$copy" >&2
  copied=$((SECONDS - begun))
  if proven_here "$copy" >&2; then state=good; else state=broken; fi
  row copy good "$(du -sm "$copy" | cut -f1) MB in $copied s"
  row proof "$state" "audit trail and money, $((SECONDS - begun - copied)) s" whole
else
  names "$environment"
  need_commands aws
  database=$(look rds describe-db-instances --db-instance-identifier "$DATABASE" | jq '.DBInstances[0]') || fail "there is no database $DATABASE"
  aged restorable-to "$(jq -r '.LatestRestorableTime // empty' <<<"$database")" 900
  kept=$(jq -r '.BackupRetentionPeriod // 0' <<<"$database")
  row kept-for "$([ "$kept" -ge 7 ] && echo good || echo broken)" "$kept d" "7 d or more"
  row encrypted "$(jq -r 'if .StorageEncrypted then "good" else "broken" end' <<<"$database")" "$(jq -r .StorageEncrypted <<<"$database")" true
  aged in-vault "$(look backup list-recovery-points-by-backup-vault --backup-vault-name "$VAULT" | newest)" $((26 * 3600))
  if [ -n "$region" ]; then
    aged "copy-in-$region" "$(look backup list-recovery-points-by-backup-vault --region "$region" --backup-vault-name "${LTET_COPY_VAULT:-$VAULT}" | newest)" $((30 * 3600))
  fi
  bucket=${LTET_BUCKET:-$(told "$WORKER" PORTAL_DOCUMENTS_S3_BUCKET)}
  if [ -z "$bucket" ]; then
    row documents broken "the bucket is not known: give LTET_BUCKET" "versions and a copy"
  else
    versions=$(look s3api get-bucket-versioning --bucket "$bucket" | jq -r '.Status // "off"')
    row documents-versions "$([ "$versions" = Enabled ] && echo good || echo broken)" "$versions" Enabled
    copies=$(look s3api get-bucket-replication --bucket "$bucket" 2>/dev/null \
      | jq -r '[.ReplicationConfiguration.Rules[] | select(.Status == "Enabled")] | length') || copies=0
    row documents-copied "$([ "${copies:-0}" -gt 0 ] && echo good || echo broken)" "${copies:-0} rules" "1 or more"
  fi
  # what an earlier look was kept from taking away
  left=$(look rds describe-db-instances | jq -r --arg prefix "$DATABASE-verify-" --arg before "$(date -u -d '3 hours ago' +%FT%T)" \
    '.DBInstances[] | select((.DBInstanceIdentifier // "") | startswith($prefix)) | select((.InstanceCreateTime // "9") < $before) | .DBInstanceIdentifier')
  for one in $left; do
    if take_away "$one"; then row left-over good "$one was left by an earlier look, and is taken away"; else row left-over broken "$one is still there" gone; fi
  done
  if [ -n "$restore" ]; then
    temporary=$DATABASE-verify-$(date -u +%Y%m%d-%H%M%S)
    state=good
    export DRY_RUN
    aside "$ROOT/scripts/restore.sh" --env "$ENVIRONMENT" --to latest --as "$temporary" --temporary --yes >&2 || state=broken
    row restored "$state" "$temporary, proven by audit trail and money" whole
    take_away "$temporary" || row taken-away broken "$temporary is still there: take it away by hand" gone
    temporary=
  fi
fi

all=$(printf '%s\n' "${rows[@]}" | jq -s .)
if [ -n "$json" ]; then
  jq -n --arg e "${ENVIRONMENT:-local}" --arg a "$(date -u +%FT%TZ)" --argjson w "$wrong" --argjson c "$all" \
    '{environment: $e, at: $a, good: ($w == 0), checks: $c}'
else
  jq -r '.[] | [.check, .state, .found + (if .wanted == "" then "" else " (" + .wanted + ")" end)] | @tsv' <<<"$all" \
    | while IFS=$'\t' read -r check state found; do printf '%-20s %-7s %s\n' "$check" "$state" "$found"; done
fi
exit "$wrong"
