#!/usr/bin/env bash
# Builds the image of the portal from what is committed, and pushes it to ECR.
#
#   scripts/build-and-push.sh [--tag TAG] [--built] [--no-push] [--accept-findings] [--dry-run]
#
#   --tag TAG          name of the release; without it the commit, as 3f2a9c0d1e2f
#   --built            takes app/target as it is, instead of building with Maven: for pipelines that tested just that
#   --no-push          builds the image and stops
#   --accept-findings  pushes on though the scan of ECR found something critical or high
#   --dry-run          says what would be done; reads, changes nothing
#
# Tags are written once: a tag that is there already is not built again. Ends with 0 when the image is in the registry
# (with --no-push: on this machine), 1 when something failed, 2 when the scan found something, 64 for wrong arguments.
# Names and addresses come from variables, see scripts/lib.sh.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tag='' built='' push=1 accept=''
while [ $# -gt 0 ]; do
  case $1 in
    --tag) tag=$(value "$@"); shift 2 ;;
    --built) built=1; shift ;;
    --no-push) push=''; shift ;;
    --accept-findings) accept=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
cd "$ROOT"
need_commands git "$DOCKER"
[ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed: an image is built from a commit only"
commit=$(git rev-parse HEAD)
tag=${tag:-${commit:0:12}}
[[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || usage_error "$tag cannot be a tag"
REPOSITORY=${LTET_REPOSITORY:-ltet-portal}
image=$REPOSITORY:$tag

if [ -n "$push" ]; then
  need_commands aws jq
  region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
  [ -n "$region" ] || fail "the region is not known: set AWS_REGION"
  registry=$(account).dkr.ecr.$region.amazonaws.com
  image=$registry/$REPOSITORY:$tag
  if digest=$(look ecr describe-images --repository-name "$REPOSITORY" --image-ids "imageTag=$tag" 2>/dev/null \
      | jq -er '.imageDetails[0].imageDigest'); then
    say "$image is there already, as $digest. Nothing was done."
    exit 0
  fi
fi

if [ -z "$built" ]; then
  step "building the program"
  run mvn -B -q -DskipTests -pl app -am package
fi
if [ -z "$DRY_RUN" ]; then
  [ -n "$(find app/target -maxdepth 1 -name '*-exec.jar' 2>/dev/null)" ] || fail "app/target has no program: build it first"
  [ -f app/target/bom.json ] || fail "app/target/bom.json is missing: the list of parts is made by a full build, without -Dquick"
fi
step "building $image"
run "$DOCKER" build --pull --build-arg "REVISION=$commit" --build-arg "VERSION=$tag" --tag "$image" .
if [ -z "$push" ]; then
  say "Built $image. It was not pushed."
  exit 0
fi

step "pushing $image"
if [ -n "$DRY_RUN" ]; then
  warn "would sign in to $registry and push $image"
  say "Dry run: nothing was changed."
  exit 0
fi
aws ecr get-login-password | "$DOCKER" login --username AWS --password-stdin "$registry" >/dev/null
"$DOCKER" push "$image"
digest=$(look ecr describe-images --repository-name "$REPOSITORY" --image-ids "imageTag=$tag" \
  | jq -er '.imageDetails[0].imageDigest') || fail "the registry does not show $image after the push"

step "waiting for the scan of the image"
end=$((SECONDS + patience))
while :; do
  scan=$(look ecr describe-image-scan-findings --repository-name "$REPOSITORY" --image-id "imageDigest=$digest" 2>/dev/null \
    || echo '{}')
  state=$(jq -r '.imageScanStatus.status // "PENDING"' <<<"$scan")
  case $state in
    COMPLETE | ACTIVE) break ;;
    FAILED | UNSUPPORTED_IMAGE) fail "$image was pushed, its scan ended as $state: look at it in ECR" ;;
  esac
  [ "$SECONDS" -lt "$end" ] || fail "$image was pushed, its scan did not end in $patience s"
  sleep "$poll"
done
critical=$(jq -r '.imageScanFindings.findingSeverityCounts.CRITICAL // 0' <<<"$scan")
high=$(jq -r '.imageScanFindings.findingSeverityCounts.HIGH // 0' <<<"$scan")
say "Pushed $image as $digest. Scan: $critical critical, $high high."
if [ "$((critical + high))" -gt 0 ] && [ -z "$accept" ]; then
  warn "It is in the registry, but is not to be deployed: mend it, or say --accept-findings there and write down why."
  exit "$EXIT_DOUBTFUL"
fi
