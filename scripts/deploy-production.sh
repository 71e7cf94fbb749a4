#!/usr/bin/env bash
# Brings a release into service: the database first, then the workers, then the web nodes, without a failed request where
# the release before bears the migrations; looks whether all is well, and takes it back by itself when it is not.
#
#   scripts/deploy-production.sh --tag TAG [--env prod] [--url URL] [--yes] [--accept-findings] [--accept-breaking]
#                                [--dry-run]
#
#   --tag TAG          image in ECR, as build-and-push.sh pushed it
#   --env ENV          dev, uat or prod (standard)
#   --url URL          public address; else LTET_URL, else what the web service was given
#   --yes              asks nobody; for pipelines, where approval was given before
#   --accept-findings  though the scan of the image found something critical or high
#   --accept-breaking  though a migration may take away, narrow or hold up what nodes of the release before use; someone has
#                      looked at each line that was told. Where nodes would fail, all are stopped first
#   --dry-run          says what would be done; reads, changes nothing
#
# What happens, in this order; the database is never taken back:
#   1 the image is there and its scan is clean; services are steady; the database can be restored to a moment ago;
#     no migration since the release in service is seen to take away, narrow or hold up what its nodes use: dropped or
#     renamed things, values that must be there, new triggers and constraints on tables of before, functions exchanged,
#     columns that are written anew, indexes that lock their table (scripts/narrowing.awk). It sees statements and not
#     what they mean: whoever writes a migration says in its commit how the release before bears it
#   2 a task of the new release migrates the database and proves the settings (--migrate)
#   3 workers, then web nodes, are replaced one after another; each must be healthy first
#   4 smoke test over the public address; a task looks at all dependencies and queues (--check-health): nothing may be
#     broken that was not broken before
# Should 3 or 4 fail, web nodes and workers go back to the task definitions they had.
#
# Ends with 0: in service. 1: nothing was changed, or the database alone was. 3: taken back. 4: could not be taken back
# whole: act at once. 64: wrong arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

EXIT_TAKEN_BACK=3
EXIT_STUCK=4

environment=${LTET_ENV:-prod} tag='' YES='' findings='' breaking=''
while [ $# -gt 0 ]; do
  case $1 in
    --tag) tag=$(value "$@"); shift 2 ;;
    --env) environment=$(value "$@"); shift 2 ;;
    --url) LTET_URL=$(value "$@"); shift 2 ;;
    --yes) YES=1; shift ;;
    --accept-findings) findings=1; shift ;;
    --accept-breaking) breaking=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
[ -n "$tag" ] || usage_error "which release? --tag TAG"
names "$environment"
need_commands aws jq curl git awk
cd "$ROOT"

# -- 1 ---------------------------------------------------------------------------------------------------------------
step "looking before anything is changed: $ENVIRONMENT, account $(account), release $tag"
found=$(look ecr describe-images --repository-name "$REPOSITORY" --image-ids "imageTag=$tag") \
  || fail "there is no image $REPOSITORY:$tag: run build-and-push.sh first"
digest=$(jq -r '.imageDetails[0].imageDigest' <<<"$found")
scan=$(look ecr describe-image-scan-findings --repository-name "$REPOSITORY" --image-id "imageDigest=$digest") \
  || fail "the scan of the image cannot be read"
serious=$(jq -r '.imageScanFindings.findingSeverityCounts | (.CRITICAL // 0) + (.HIGH // 0)' <<<"$scan")
case $(jq -r '.imageScanStatus.status // "none"' <<<"$scan") in
  COMPLETE | ACTIVE) ;;
  *) fail "the scan of the image has not ended" ;;
esac
[ "$serious" = 0 ] || [ -n "$findings" ] || fail "the scan of the image found $serious critical or high: mend it, or say --accept-findings"

web=$(service "$WEB")
worker=$(service "$WORKER")
web_before=$(jq -r .taskDefinition <<<"$web")
worker_before=$(jq -r .taskDefinition <<<"$worker")
for one in "$web" "$worker"; do
  [ "$(jq '.deployments | length' <<<"$one")" = 1 ] || fail "$(jq -r .serviceName <<<"$one") is being changed already: wait until it is steady"
done
image_before=$(image_of "$web_before")
image=${image_before%%[@:]*}
[[ $image_before == */* ]] && image=${image_before%/*}/$REPOSITORY
image=$image@$digest
[ "$image_before" != "$image" ] || { say "$tag is in service already, as $digest. Nothing was done."; exit 0; }

restorable=$(look rds describe-db-instances --db-instance-identifier "$DATABASE" | jq -r '.DBInstances[0].LatestRestorableTime // empty')
[ -n "$restorable" ] && [ "$(age "$restorable")" -le 1800 ] \
  || fail "the database $DATABASE cannot be restored to a moment ago (latest: ${restorable:-none}): mend the backups first"

# A tag is a commit or names one: both must be at hand.
tag_before=${image_before##*:}
if [[ $image_before == *@* ]]; then
  tag_before=$(look ecr describe-images --repository-name "$REPOSITORY" --image-ids "imageDigest=${image_before##*@}" 2>/dev/null \
    | jq -r '.imageDetails[0].imageTags[0] // empty' || true)
fi
commit_of() { git rev-parse -q --verify "$1^{commit}" 2>/dev/null; }
if old=$(commit_of "${tag_before:-none}") && new=$(commit_of "$tag"); then
  sql=$(mktemp -d)
  trap 'rm -rf "$sql"' EXIT
  git diff --diff-filter=AMR --name-only "$old" "$new" -- app/src/main/resources/db/migration >"$sql/names"
  while read -r file; do
    mkdir -p "$sql/all/$(dirname "$file")"
    git show "$new:$file" >"$sql/all/$file"
  done <"$sql/names"
  taken=
  if [ -s "$sql/names" ]; then
    mapfile -t files < <(find "$sql/all" -type f | sort)
    taken=$(awk -f scripts/narrowing.awk "${files[@]}") || fail "the migrations cannot be looked at"
  fi
  if [ -n "$taken" ]; then
    warn "these migrations take away, narrow or hold up what nodes in service may use:"
    warn "  ${taken//$'\n'/$'\n'  }"
    [ -n "$breaking" ] || fail "look at each, then say --accept-breaking"
    warn "accepted: the release before may not work on the new schema"
  fi
else
  warn "migrations since the release in service cannot be looked at: the commits of ${tag_before:-the image in service} and $tag are not both here"
  [ -n "$breaking" ] || [ -n "$DRY_RUN" ] || fail "fetch them, or look by hand and say --accept-breaking"
fi
url=$(address)
confirm "Release $tag goes to $ENVIRONMENT ($url) in place of ${tag_before:-$image_before}."
step "looking at dependencies and queues before"
once "$web_before" --check-health || true
broken_before=
if [ -z "$DRY_RUN" ]; then
  broken_before=$(broken_checks "$TASK_LOG") || warn "the release in service could not look: whatever is broken afterwards counts"
  [ -z "$broken_before" ] || warn "broken already, and not held against this release: ${broken_before//$'\n'/, }"
fi

# -- 2 ---------------------------------------------------------------------------------------------------------------
worker_after=$(with_image "$worker_before" "$image")
web_after=$(with_image "$web_before" "$image")
step "migrating the database with the new release"
once "$web_after" --migrate || fail "the migration failed: no node was changed, the release before goes on"

# -- 3 ---------------------------------------------------------------------------------------------------------------
take_back() {
  trap - ERR INT TERM
  set +e
  local kept="The database keeps the new migrations, in which nothing was seen that the release before does not bear."
  [ -z "${taken-}" ] || kept="The database keeps the new migrations, which may be more than the release before bears: look at what was accepted."
  warn "$1: taking $ENVIRONMENT back"
  local stuck=0
  roll "$WEB" "$web_before" || stuck=1
  roll "$WORKER" "$worker_before" || stuck=1
  rolled "$WEB" "$web_before" || stuck=1
  rolled "$WORKER" "$worker_before" || stuck=1
  if [ "$stuck" = 1 ]; then
    warn "NOT TAKEN BACK WHOLE. Wanted: $WEB ${web_before##*/}, $WORKER ${worker_before##*/}. Act now: docs/operations/scripts.md"
    exit "$EXIT_STUCK"
  fi
  warn "Taken back: $WEB ${web_before##*/} and $WORKER ${worker_before##*/} are in service. $kept"
  exit "$EXIT_TAKEN_BACK"
}
trap 'take_back "interrupted"' INT TERM

step "replacing the workers"
roll "$WORKER" "$worker_after" || take_back "$WORKER could not be changed"
rolled "$WORKER" "$worker_after" || take_back "$WORKER"
step "replacing the web nodes"
roll "$WEB" "$web_after" || take_back "$WEB could not be changed"
rolled "$WEB" "$web_after" || take_back "$WEB"

# -- 4 ---------------------------------------------------------------------------------------------------------------
if [ -n "$DRY_RUN" ]; then
  warn "would make the smoke test at $url and look at all dependencies"
  say "Dry run: nothing was changed."
  exit 0
fi
step "smoke test at $url"
smoke "$url" || take_back "the smoke test failed"
step "looking at dependencies and queues"
if ! once "$web_after" --check-health; then
  broken=$(broken_checks "$TASK_LOG") || take_back "the release could not look at itself"
  broken=$(grep -vxF -e "${broken_before:-none}" <<<"$broken" || true)
  [ -z "$broken" ] || take_back "broken since: ${broken//$'\n'/, }"
fi
trap - INT TERM
say "In service: $tag ($digest) on $ENVIRONMENT. Before: ${tag_before:-$image_before}. Back with: scripts/rollback.sh --env $ENVIRONMENT"
