# shellcheck shell=bash
# What the tests share: a repository of its own with the scripts, stand-ins for aws, docker, curl and mvn, and an account
# in which release "old" is in service as revision 7 of web and worker.

# Repository and account are made once for a file of tests, each of which gets a copy.
setup_file() {
  STATE=$BATS_FILE_TMPDIR/begin/state
  REPO=$BATS_FILE_TMPDIR/begin/repo
  mkdir -p "$STATE" "$REPO/scripts" "$REPO/app/src/main/resources/db/migration/payments"
  cp "$BATS_TEST_DIRNAME"/../*.sh "$BATS_TEST_DIRNAME"/../*.awk "$REPO/scripts/"
  printf 'app/target/\n' >"$REPO/.gitignore"
  cd "$REPO" || return 1
  git init -q .
  commit "create table a (b int);" V0001__first.sql
  git rev-parse --short=12 HEAD >"$STATE/tag.old"
  commit "alter table a add c int;" V0002__second.sql
  git rev-parse --short=12 HEAD >"$STATE/tag.new"
  : >"$STATE/calls"
  echo arn:aws:ecs:ap-south-1:111122223333:task-definition/web:7 >"$STATE/service.web"
  echo arn:aws:ecs:ap-south-1:111122223333:task-definition/worker:7 >"$STATE/service.worker"
  echo '[{"check":"database","state":"good","found":"PostgreSQL 18.6","wanted":""}]' >"$STATE/health"
  for old in 6 5; do echo "111122223333.dkr.ecr.ap-south-1.amazonaws.com/ltet-portal@sha256:older" >"$STATE/image.$old"; done
  certificate 90
}

setup() {
  export STATE=$BATS_TEST_TMPDIR/state
  REPO=$BATS_TEST_TMPDIR/repo
  cp -a "$BATS_FILE_TMPDIR/begin/." "$BATS_TEST_TMPDIR/"
  cd "$REPO" || return 1
  # shellcheck disable=SC2034  # the tests use it
  NEW=$(cat "$STATE/tag.new")
  export PATH=$BATS_TEST_DIRNAME/stand-ins:$PATH LTET_POLL=0 LTET_PATIENCE=2 AWS_REGION=ap-south-1 LTET_ENV=prod LTET_TODO=$STATE/todo
  unset LTET_URL LTET_CLUSTER LTET_DATABASE LTET_REPOSITORY DOCKER DRY_RUN YES
}

commit() { # SQL NAME
  printf '%s\n' "$1" >"$REPO/app/src/main/resources/db/migration/payments/$2"
  git add -A
  git -c user.name=test -c user.email=test@example.in -c commit.gpgsign=false commit -qm "$2"
}

certificate() { # DAYS
  /usr/bin/openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$1" -subj /CN=portal.example \
    -keyout /dev/null -out "$STATE/certificate" 2>/dev/null
}

# calls PATTERN: the recorded calls that match, in their order
calls() { grep -E -- "$1" "$STATE/calls" || true; }

CHANGING='aws (ecs (update|run|register|delete)|rds (restore|modify|delete|create)|ecr (put|batch))|docker (push|build)'
changed_nothing() { [ -z "$(calls "$CHANGING")" ]; }
in_service() { sed 's#.*/##' "$STATE/service.$1"; }
