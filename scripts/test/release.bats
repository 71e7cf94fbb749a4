#!/usr/bin/env bats
# build-and-push.sh, deploy-production.sh, rollback.sh
load common

@test "an image is built from what is committed, pushed under the commit, and its digest told" {
  run scripts/build-and-push.sh
  [ "$status" -eq 0 ]
  [[ $output == *"Pushed 111122223333.dkr.ecr.ap-south-1.amazonaws.com/ltet-portal:$NEW as sha256:new"* ]]
  [[ $(calls 'docker build') == *"REVISION=$(git rev-parse HEAD)"* ]]
  [ -n "$(calls 'docker push')" ]
  [[ $(cat "$STATE/calls") != *a-password* ]]
}

@test "what is not committed is not built" {
  echo change >>app/src/main/resources/db/migration/payments/V0002__second.sql
  run scripts/build-and-push.sh
  [ "$status" -eq 1 ]
  [[ $output == *"not committed"* ]]
  changed_nothing
}

@test "a tag that is in the registry is not built again" {
  touch "$STATE/pushed"
  run scripts/build-and-push.sh
  [ "$status" -eq 0 ]
  [[ $output == *"there already"* ]]
  changed_nothing
}

@test "a dry run builds and pushes nothing" {
  run scripts/build-and-push.sh --dry-run
  [ "$status" -eq 0 ]
  [[ $output == *"would run: docker build"* ]]
  changed_nothing
}

@test "a serious finding of the scan is told by the exit status, unless it was accepted" {
  echo '{"imageScanStatus": {"status": "COMPLETE"}, "imageScanFindings": {"findingSeverityCounts": {"CRITICAL": 1}}}' >"$STATE/answer.ecr.describe-image-scan-findings"
  run scripts/build-and-push.sh
  [ "$status" -eq 2 ]
  [[ $output == *"1 critical"* ]]
  rm "$STATE/pushed"
  run scripts/build-and-push.sh --accept-findings
  [ "$status" -eq 0 ]
}

@test "a push that fails ends with 1" {
  touch "$STATE/refuse.push"
  run scripts/build-and-push.sh
  [ "$status" -eq 1 ]
}

deploy() {
  touch "$STATE/pushed"
  run scripts/deploy-production.sh --tag "$NEW" --yes "$@"
}

@test "a release migrates first, replaces workers, then web nodes, looks, and says what it did" {
  deploy
  [ "$status" -eq 0 ]
  [[ $output == *"In service: $NEW (sha256:new) on prod. Before: $(cat "$STATE/tag.old")"* ]]
  [ "$(calls '^once |update-service' | sed -E 's/.*--service ([a-z]+) .*/\1/')" = "once --check-health
once --migrate
worker
web
once --check-health" ]
  [ "$(in_service web)" = web:8 ]
  [ "$(in_service worker)" = worker:8 ]
}

@test "the new revision differs from the one before in its image alone, named by digest" {
  deploy
  [ "$(jq -r '.containerDefinitions[0].image' "$STATE/registered.web")" = clamd ]
  [ "$(jq -r '.containerDefinitions[1].image' "$STATE/registered.web")" = 111122223333.dkr.ecr.ap-south-1.amazonaws.com/ltet-portal@sha256:new ]
  [ "$(jq -r .cpu "$STATE/registered.web")" = 1024 ]
  [ "$(jq 'has("taskDefinitionArn") or has("revision") or has("status")' "$STATE/registered.web")" = false ]
}

@test "a dry run of a release changes nothing and tells each step" {
  deploy --dry-run
  [ "$status" -eq 0 ]
  [[ $output == *"would run once, with web:7: --migrate"* ]]
  [[ $output == *"would run: aws ecs update-service --cluster ltet-portal-prod --service web"* ]]
  changed_nothing
}

@test "nothing is changed without an image, without a steady service, or with a finding" {
  run scripts/deploy-production.sh --tag nowhere --yes
  [ "$status" -eq 1 ]
  [[ $output == *"there is no image"* ]]
  echo '{"services": [{"serviceName": "web", "taskDefinition": "a:7", "deployments": [{}, {}]}]}' >"$STATE/answer.ecs.describe-services"
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"being changed already"* ]]
  rm "$STATE/answer.ecs.describe-services"
  echo '{"imageScanStatus": {"status": "COMPLETE"}, "imageScanFindings": {"findingSeverityCounts": {"HIGH": 3}}}' >"$STATE/answer.ecr.describe-image-scan-findings"
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"found 3"* ]]
  changed_nothing
}

@test "nothing is changed while the database could not be brought back" {
  date -u -d '2 hours ago' +%FT%TZ >"$STATE/restorable"
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"mend the backups first"* ]]
  changed_nothing
}

@test "a migration that takes something away is refused, unless it was accepted" {
  commit "alter table a drop column b;" V0003__third.sql
  NEW=$(git rev-parse --short=12 HEAD)
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *V0003__third.sql* ]]
  changed_nothing
  deploy --accept-breaking
  [ "$status" -eq 0 ]
  [[ $output == *"V0003__third.sql: drop column b"* ]]
}

# real NAME: a migration of the portal, committed as it is
real() {
  local file
  file=$(find "$BATS_TEST_DIRNAME/../../app/src/main/resources/db/migration" -name "$1")
  commit "$(cat "$file")" "$1"
  NEW=$(git rev-parse --short=12 HEAD)
}

@test "a trigger that refuses what the release before writes, and a table that is written anew, are seen" {
  real V0990__matched_by_two_people.sql
  real V0796__vendors.sql
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"V0990__matched_by_two_people.sql: trigger on payments.open_item"* ]]
  [[ $output == *"V0990__matched_by_two_people.sql: changes payments.refuse_release_with_open_item"* ]]
  [[ $output == *"V0796__vendors.sql: writes applications.line anew for a stored column"* ]]
  [[ $output == *"V0796__vendors.sql: index on applications.line, not concurrently"* ]]
  # what it makes itself, no node knows
  [[ $output != *"payments.match_proposal"* ]]
  changed_nothing
}

narrows() { # SQL WHAT: as the only new migration, it is refused and told so
  commit "$1" V0003__third.sql
  NEW=$(git rev-parse --short=12 HEAD)
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"V0003__third.sql: $2"* ]] || { echo "not told: $2"; return 1; }
}

@test "each way of narrowing is seen, over lines, in any case, and inside of a do block" {
  narrows $'ALTER TABLE a\n  RENAME b TO c;' "renames in a"
  narrows 'alter table a alter b type bigint;' "another type in a"
  narrows 'alter table a add d int not null;' "wants a value in a"
  narrows 'alter table a add column d int default 1, add column e int not null;' "wants a value in a"
  narrows $'alter table a\n add constraint c check (b > 0);' "constraint on a"
  narrows 'alter table a alter column b set not null;' "not null in a"
  narrows 'create unique index i on a (b);' "refuses equal rows of a"
  narrows 'create index i on a (b);' "index on a, not concurrently"
  narrows 'create or replace function f() returns int language sql as $$ select 1 $$;' "changes f"
  narrows $'do $$ begin\n  execute 1; alter table a drop column b; end $$;' "drop column b"
  narrows 'drop view v;' "drop view v"
  narrows 'alter table a drop b;' "drop column b"
  narrows 'alter table a add d int, drop if exists b;' "drop column b"
  narrows 'create unique index concurrently i on a (b);' "refuses equal rows of a"
  narrows 'update a set b = 1;' "writes rows of a"
  narrows 'lock table a in exclusive mode;' "locks a"
  narrows 'alter table a add x int; alter table c add x int;' "locks c while it holds a"
  narrows 'alter table operations.job add x int;' "db-scheduler reads whatever columns operations.job has"
  narrows 'truncate a;' "takes rows of a away"
  changed_nothing
}

@test "a migration that was changed is looked at as well" {
  commit "alter table a add c int not null;" V0001__first.sql
  NEW=$(git rev-parse --short=12 HEAD)
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"V0001__first.sql: wants a value in a"* ]]
}

@test "what no node of the release before knows, or bears, is not told" {
  commit 'create table n (a int primary key, b int not null unique check (b > 0));
create index n_b on n (b);
alter table n add constraint n_c check (a > 0), add d text not null;
create function f() returns trigger language plpgsql as $$ begin delete from a; drop table a; return null; end $$;
create trigger t before truncate on n for each statement execute function f();
create index concurrently a_b on a (b);
alter table a add column e int not null default 0;
drop trigger t on n;
insert into n values (1, 2);' V0003__third.sql
  NEW=$(git rev-parse --short=12 HEAD)
  deploy
  [ "$status" -eq 0 ]
  [[ $output != *"take away"* ]]
}

@test "words about dropping in a comment of a migration are no dropping" {
  commit "-- we drop table a later
alter table a add d int;" V0003__third.sql
  NEW=$(git rev-parse --short=12 HEAD)
  deploy
  [ "$status" -eq 0 ]
}

@test "where nobody can be asked, --yes is wanted" {
  touch "$STATE/pushed"
  run scripts/deploy-production.sh --tag "$NEW" </dev/null
  [ "$status" -eq 64 ]
  changed_nothing
}

@test "a migration that fails leaves all nodes alone" {
  echo --migrate >"$STATE/broken"
  deploy
  [ "$status" -eq 1 ]
  [[ $output == *"no node was changed"* ]]
  [ -z "$(calls update-service)" ]
}

taken_back() {
  [ "$status" -eq 3 ]
  [[ $output == *"Taken back: web web:7 and worker worker:7 are in service"* ]]
  [ "$(in_service web)" = web:7 ]
  [ "$(in_service worker)" = worker:7 ]
}

@test "web nodes that do not come up take the release back" {
  echo arn:aws:ecs:ap-south-1:111122223333:task-definition/web:8 >"$STATE/failing.web"
  deploy
  taken_back
  [[ $output == *"tasks failed their health check"* ]]
}

@test "a worker that ECS takes back by itself takes the release back" {
  echo arn:aws:ecs:ap-south-1:111122223333:task-definition/worker:8 >"$STATE/breaker.worker"
  deploy
  taken_back
  [[ $output == *"by itself"* ]]
}

@test "a smoke test that fails takes the release back" {
  touch "$STATE/down"
  deploy
  taken_back
}

@test "what is broken since the release takes it back" {
  echo '[{"check":"bank","state":"broken","found":"ConnectException","wanted":""}]' >"$STATE/health.after"
  deploy
  taken_back
  [[ $output == *"broken since: bank"* ]]
}

@test "what was broken before is not held against a release, and told" {
  echo '[{"check":"bank","state":"broken","found":"ConnectException","wanted":""}]' | tee "$STATE/health" >"$STATE/health.after"
  deploy
  [ "$status" -eq 0 ]
  [[ $output == *"broken already, and not held against this release: bank"* ]]
  echo '[{"check":"bank","state":"broken","found":"","wanted":""},{"check":"mail","state":"broken","found":"","wanted":""}]' >"$STATE/health.after"
  for service in web worker; do echo "arn:aws:ecs:ap-south-1:111122223333:task-definition/$service:7" >"$STATE/service.$service"; done
  deploy
  taken_back
  [[ $output == *"broken since: mail"* ]]
}

@test "a release that cannot look at itself is taken back" {
  echo 'no JSON' >"$STATE/health.after"
  echo --check-health >"$STATE/broken"
  deploy
  taken_back
}

@test "when taking back fails too, that is told apart" {
  touch "$STATE/down"
  echo arn:aws:ecs:ap-south-1:111122223333:task-definition/web:7 >"$STATE/failing.web"
  deploy
  [ "$status" -eq 4 ]
  [[ $output == *"NOT TAKEN BACK WHOLE"* ]]
}

@test "what is in service already is left alone" {
  echo "111122223333.dkr.ecr.ap-south-1.amazonaws.com/ltet-portal@sha256:new" >"$STATE/image.7"
  deploy
  [ "$status" -eq 0 ]
  [[ $output == *"in service already"* ]]
  changed_nothing
}

@test "going back takes the newest revision with another image, web nodes first" {
  run scripts/rollback.sh --yes
  [ "$status" -eq 0 ]
  [ "$(in_service web)" = web:6 ]
  [ "$(in_service worker)" = worker:6 ]
  [ "$(calls update-service | sed -E 's/.*--service ([a-z]+) .*/\1/' | head -1)" = web ]
}

@test "a dry run of going back changes nothing" {
  run scripts/rollback.sh --dry-run
  [ "$status" -eq 0 ]
  changed_nothing
}

@test "going back says when there is nothing to go back to" {
  rm "$STATE/image.6" "$STATE/image.5"
  run scripts/rollback.sh --yes
  [ "$status" -eq 1 ]
  [[ $output == *"to go back to"* ]]
  changed_nothing
}

@test "going back fails loudly when the release before does not answer" {
  touch "$STATE/down"
  run scripts/rollback.sh --yes
  [ "$status" -eq 1 ]
  [[ $output == *"does not pass the smoke test"* ]]
}
