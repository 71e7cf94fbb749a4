#!/usr/bin/env bash
# Shows that the backups can be used: how old they are, that their copies elsewhere are there, and, by restoring one, that
# the audit trail and the money in it are whole.
#
#   scripts/backup-verify.sh [--env ENV [--restore] [--copy-region REGION] | --local --data DIR] [--json] [--dry-run]
#
#   --env ENV             dev, uat or prod (prod is the standard)
#   --restore             restores the latest moment to an instance of its own, proves it and takes it away again
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
newest() { jq -r '[.RecoveryPoints[] | select(.Status == "COMPLETED") | .CompletionDate] | max // empty'; }

if [ -n "$local" ]; then
  [ -n "$data" ] || usage_error "which data? --data DIR"
  need_commands psql tar
  if [ -n "$DRY_RUN" ]; then
    say "Dry run: would copy $data, start on the copy, prove it and take it away."
    exit 0
  fi
  copy=$(mktemp -d "${TMPDIR:-/tmp}/ltet-portal-copy.XXXXXX")
  trap 'rm -rf "$copy"' EXIT
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
  if [ -n "$restore" ]; then
    as=$DATABASE-verify-$(date -u +%Y%m%d-%H%M%S)
    state=good
    DRY_RUN=$DRY_RUN "$ROOT/scripts/restore.sh" --env "$ENVIRONMENT" --to latest --as "$as" --yes >&2 || state=broken
    row restored "$state" "$as, proven by audit trail and money" whole
    change rds modify-db-instance --db-instance-identifier "$as" --no-deletion-protection --apply-immediately >/dev/null \
      && change rds delete-db-instance --db-instance-identifier "$as" --skip-final-snapshot --delete-automated-backups >/dev/null \
      || row taken-away broken "$as is still there: take it away by hand" gone
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
