#!/usr/bin/env bash
# Puts the release before back into service, or one that is named. The database stays as it is: migrations are to be
# made so that the release before bears them; where one was accepted with --accept-breaking, look first whether it does.
#
#   scripts/rollback.sh [--env prod] [--to TAG] [--url URL] [--yes] [--dry-run]
#
#   --env ENV   dev, uat or prod (standard)
#   --to TAG    release to go back to; without it, the last one with another image than now
#   --url URL   public address; else LTET_URL, else what the web service was given
#   --yes       asks nobody
#   --dry-run   says what would be done; reads, changes nothing
#
# Web nodes go first, then workers, one after another; each must be healthy. Ends with 0 when the release before is in
# service and answers, 1 when not, 64 for wrong arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-prod} tag='' YES=''
while [ $# -gt 0 ]; do
  case $1 in
    --env) environment=$(value "$@"); shift 2 ;;
    --to) tag=$(value "$@"); shift 2 ;;
    --url) LTET_URL=$(value "$@"); shift 2 ;;
    --yes) YES=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
names "$environment"
need_commands aws jq curl
url=$(address)

digest=''
if [ -n "$tag" ]; then
  digest=$(look ecr describe-images --repository-name "$REPOSITORY" --image-ids "imageTag=$tag" \
    | jq -er '.imageDetails[0].imageDigest') || fail "there is no image $REPOSITORY:$tag"
fi

# earlier SERVICE: the newest revision with the wanted image, or with another than the present one.
earlier() {
  local present image definition other
  present=$(service "$1" | jq -r .taskDefinition)
  image=$(image_of "$present")
  for definition in $(look ecs list-task-definitions --family-prefix "$(sed 's#.*/##; s#:[0-9]*$##' <<<"$present")" \
      --status ACTIVE --sort DESC --max-items 30 | jq -r '.taskDefinitionArns[]'); do
    [ "$definition" != "$present" ] || continue
    # newer ones were tried and taken back
    [ "${definition##*:}" -lt "${present##*:}" ] || [ -n "$digest" ] || continue
    other=$(image_of "$definition")
    if [ -n "$digest" ] && [ "${other##*@}" = "$digest" ] || [ -z "$digest" ] && [ "$other" != "$image" ]; then
      printf '%s' "$definition"
      return
    fi
  done
  fail "no revision of $1 to go back to was found"
}

web=$(earlier "$WEB")
worker=$(earlier "$WORKER")
[ "$(image_of "$web")" = "$(image_of "$worker")" ] \
  || fail "web and worker would come to two different images: name the release with --to"
say "$WEB goes back to ${web##*/}, $WORKER to ${worker##*/}: $(image_of "$web")"
confirm "Release before goes back into service on $ENVIRONMENT ($url)."
step "replacing the web nodes"
roll "$WEB" "$web"
rolled "$WEB" "$web" || fail "$WEB did not come up: look at its events in ECS"
step "replacing the workers"
roll "$WORKER" "$worker"
rolled "$WORKER" "$worker" || fail "$WORKER did not come up: look at its events in ECS"
if [ -n "$DRY_RUN" ]; then
  say "Dry run: nothing was changed."
  exit 0
fi
step "smoke test at $url"
smoke "$url" || fail "the release before is in service and does not pass the smoke test"
say "In service on $ENVIRONMENT: ${web##*/}, ${worker##*/}."
