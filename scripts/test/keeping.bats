#!/usr/bin/env bats
# health-check.sh, create-admin.sh, backup-verify.sh, restore.sh, dr-drill.sh, load-test.sh
load common

@test "all that is well ends with 0, as table and as JSON" {
  run scripts/health-check.sh
  [ "$status" -eq 0 ]
  [[ $output == *"prod: good"* ]]
  run scripts/health-check.sh --json
  [ "$status" -eq 0 ]
  [ "$(jq -r .state <<<"$output")" = good ]
  [ "$(jq '[.checks[].check] | contains(["liveness", "certificate", "http-to-https", "service-web", "targets-web", "rds", "redis-cluster", "backup-in-vault", "alarms", "database"])' <<<"$output")" = true ]
  [ -z "$(calls 'aws (ecs update|rds (modify|delete|restore))')" ]
}

@test "a certificate that ends soon is late, one that ends now is broken" {
  certificate 20
  run scripts/health-check.sh --quick
  [ "$status" -eq 2 ]
  certificate 3
  run scripts/health-check.sh --quick
  [ "$status" -eq 1 ]
}

@test "what the portal finds broken inside is broken" {
  echo '[{"check":"bank","state":"broken","found":"ConnectException","wanted":""}]' >"$STATE/health"
  run scripts/health-check.sh
  [ "$status" -eq 1 ]
  [[ $output == *bank*broken*ConnectException* ]]
}

@test "a portal that cannot look from inside is broken" {
  echo 'no JSON' >"$STATE/health"
  run scripts/health-check.sh
  [ "$status" -eq 1 ]
  [[ $output == *look-from-inside*broken* ]]
}

@test "an alarm is late, an old backup is broken, a service that is down is broken" {
  echo '{"MetricAlarms": [{"AlarmName": "ltet-portal-prod-outbox"}], "CompositeAlarms": []}' >"$STATE/answer.cloudwatch.describe-alarms"
  run scripts/health-check.sh --quick
  [ "$status" -eq 2 ]
  date -u -d '5 days ago' +%FT%TZ >"$STATE/backup"
  run scripts/health-check.sh --quick
  [ "$status" -eq 1 ]
  [[ $output == *backup-in-vault*broken*"5 d old"* ]]
  rm "$STATE/backup" "$STATE/service.worker"
  run scripts/health-check.sh --quick
  [ "$status" -eq 1 ]
  [[ $output == *release-worker*broken* ]]
}

@test "what AWS does not let be seen is broken, not good" {
  for what in rds.describe-db-instances elasticache.describe-replication-groups backup.list-recovery-points-by-backup-vault; do
    touch "$STATE/refuse.$what"
    run scripts/health-check.sh --quick
    [ "$status" -eq 1 ]
    rm "$STATE/refuse.$what"
  done
}

@test "an administrator is made by a task of its own, with the reason" {
  run scripts/create-admin.sh --env prod --number 10000019 --reason "Go-live, 3 March" --yes
  [ "$status" -eq 0 ]
  [ "$(calls '^once')" = "once --create-admin=10000019 --reason=Go-live, 3 March" ]
}

@test "people come in first where that is asked for" {
  run scripts/create-admin.sh --env prod --number 10000019 --reason why --people-first --yes
  [ "$(calls '^once' | head -1)" = "once --synchronise-people" ]
}

@test "a refused administrator is an error, and so are missing words" {
  echo --create-admin >"$STATE/broken"
  run scripts/create-admin.sh --env prod --number 10000019 --reason why --yes
  [ "$status" -eq 1 ]
  run scripts/create-admin.sh --env prod --number "1; drop" --reason why --yes
  [ "$status" -eq 64 ]
  run scripts/create-admin.sh --env prod --number 10000019 --yes
  [ "$status" -eq 64 ]
  run scripts/create-admin.sh --number 10000019 --reason why --dry-run
  [ "$status" -eq 0 ]
  [ "$(calls '^once' | wc -l)" -eq 1 ]
}

@test "good backups end with 0, old ones with 1" {
  run scripts/backup-verify.sh --copy-region ap-southeast-1
  [ "$status" -eq 0 ]
  [[ $output == *copy-in-ap-southeast-1*good* ]]
  changed_nothing
  date -u -d '3 days ago' +%FT%TZ >"$STATE/backup"
  run scripts/backup-verify.sh --json
  [ "$status" -eq 1 ]
  [ "$(jq .good <<<"$output")" = false ]
}

@test "documents without versions or copies are told" {
  echo '{}' >"$STATE/answer.s3api.get-bucket-versioning"
  touch "$STATE/refuse.s3api.get-bucket-replication"
  run scripts/backup-verify.sh
  [ "$status" -eq 1 ]
  [[ $output == *documents-versions*broken* ]]
  [[ $output == *documents-copied*broken* ]]
}

@test "a restored backup is proven against the restored instance and taken away" {
  run scripts/backup-verify.sh --restore
  [ "$status" -eq 0 ]
  [[ $(calls '^once --verify-audit') == *"--restored=20"*"Z --spring.datasource.url=jdbc:postgresql://ltet-portal-prod-verify-"*".example:5432/portal?sslmode=verify-full" ]]
  [ "$(calls '^once' | cut -d' ' -f2)" = "--migrate
--verify-audit
--check-money" ]
  [[ $(calls 'restore-db-instance-to-point-in-time') == *--no-deletion-protection* ]]
  [ -z "$(calls 'modify-db-instance')" ]
  [[ $(calls 'rds delete-db-instance') == *ltet-portal-prod-verify-* ]]
}

@test "a restored backup that is not whole ends with 1 and is taken away all the same" {
  echo --check-money >"$STATE/broken"
  run scripts/backup-verify.sh --restore
  [ "$status" -eq 1 ]
  [[ $(calls 'rds delete-db-instance') == *ltet-portal-prod-verify-* ]]
}

@test "restoring touches no node and no instance in service" {
  run scripts/restore.sh --to latest
  [ "$status" -eq 0 ]
  [ -z "$(calls 'ecs update-service|rds modify-db-instance|rds delete')" ]
  [[ $(calls 'restore-db-instance-to-point-in-time') == *--no-publicly-accessible*"--vpc-security-group-ids sg-db"* ]]
}

@test "a restored database that is not whole does not go into service" {
  echo --verify-audit >"$STATE/broken"
  run scripts/restore.sh --to latest --put-in-service --by 10000019 --reason why --yes
  [ "$status" -eq 1 ]
  [[ $output == *"NOT PROVEN"* ]]
  [ -z "$(calls 'ecs update-service|rds modify-db-instance')" ]
}

@test "who may start no task lets the state machine prove it, and sees what it printed" {
  LTET_PROOF=arn:aws:states:ap-south-1:111122223333:stateMachine:prove run scripts/backup-verify.sh --restore
  [ "$status" -eq 0 ]
  [ -z "$(calls '^once')" ]
  [[ $(jq -r .instance "$STATE/input") == ltet-portal-prod-verify-* ]]
  [[ $(jq -r .moment "$STATE/input") == 20*Z ]]
  [ "$(calls 'logs get-log-events' | sed -E 's/.*portal.([a-z]+) --limit.*/\1/')" = "one
two" ]
  echo --prove >"$STATE/broken"
  LTET_PROOF=arn:aws:states:ap-south-1:111122223333:stateMachine:prove run scripts/backup-verify.sh --restore
  [ "$status" -eq 1 ]
  [[ $output == *"NOT PROVEN"* ]]
  [ "$(calls 'rds delete-db-instance' | wc -l)" -eq 2 ]
}

interrupted() { # SCRIPT...: is stopped while AWS restores; waits until it has ended
  touch "$STATE/slow.rds.restore-db-instance-to-point-in-time"
  "$@" >"$STATE/said" 2>&1 &
  local script=$! tries=0
  until [ -n "$(calls restore-db-instance-to-point-in-time)" ] || [ "$tries" = 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -TERM "$script"
  wait "$script" || status=$?
}

@test "a look at the backups that is interrupted takes its copy of production away" {
  interrupted scripts/backup-verify.sh --restore
  [ "$status" -eq 130 ]
  [[ $(calls 'rds delete-db-instance') == *ltet-portal-prod-verify-* ]]
}

@test "a drill that is interrupted takes its copy of production away" {
  interrupted scripts/dr-drill.sh --yes
  [ "$status" -eq 130 ]
  [[ $(calls 'rds delete-db-instance') == *ltet-portal-prod-drill-* ]]
}

@test "a copy that cannot be taken away is told with what to type" {
  touch "$STATE/refuse.rds.delete-db-instance"
  run scripts/backup-verify.sh --restore
  [ "$status" -eq 1 ]
  [[ $output == *"aws rds delete-db-instance --db-instance-identifier ltet-portal-prod-verify-"* ]]
}

@test "what an earlier look left behind is found and taken away; what is being looked at is not" {
  jq -n --arg now "$(date -u +%FT%T)+00:00" '{DBInstances: [{DBInstanceIdentifier: "ltet-portal-prod-verify-20260101-000000", InstanceCreateTime: "2026-01-01T00:00:00+00:00"},
    {DBInstanceIdentifier: "ltet-portal-prod-verify-2", InstanceCreateTime: $now}, {DBInstanceIdentifier: "ltet-portal-prod", InstanceCreateTime: "2025-01-01T00:00:00+00:00"}]}' >"$STATE/instances"
  run scripts/backup-verify.sh
  [ "$status" -eq 0 ]
  [[ $(calls 'rds delete-db-instance') == *ltet-portal-prod-verify-20260101-000000* ]]
  [ "$(calls 'rds delete-db-instance' | wc -l)" -eq 1 ]
}

serves() { run scripts/restore.sh "$@" --by 10000019 --reason "The zone's disks are gone" --yes; }

@test "put in service: nodes stop, names are exchanged, anchors put aside by a named person, nodes start" {
  serves --to latest --as new-one --put-in-service
  [ "$status" -eq 0 ]
  [ "$(calls 'ecs update-service|rds modify-db-instance|^once --retire' | sed -E 's/.*--service ([a-z]+) --desired-count ([0-9]+).*/\1 \2/; s/.*--db-instance-identifier ([^ ]+) --new-db-instance-identifier ([^ ]+) .*/\1 to \2/; s/[0-9]{8}-[0-9]{6}/TIME/; s/=20[^ ]*Z/=MOMENT/')" = "web 0
worker 0
ltet-portal-prod to ltet-portal-prod-replaced-TIME
new-one to ltet-portal-prod
once --retire-anchors=MOMENT --by=10000019 --reason=The zone's disks are gone
worker 2
web 2" ]
  # only workers may write where the anchors lie
  [[ $(calls 'ecs run-task' | tail -1) == *task-definition/worker:7* ]]
  [[ $(calls 'restore-db-instance-to-point-in-time') == *" --deletion-protection --tags Key=restored-to,Value=20"* ]]
  [[ $output == *'"anchorsPutAside": true'* ]]
  [ ! -e "$LTET_TODO" ]
}

# held and let go, before the first node stops and after the last one starts
@test "while nodes are stopped nothing scales them" {
  serves --to latest --as new-one --put-in-service
  [ "$(calls 'register-scalable-target|ecs update-service' | sed -E 's/.*resource-id service.ltet-portal-prod.([a-z]+) .*OutSuspended=([a-z]+),.*/\1 \2/; s/.*--service ([a-z]+) --desired-count ([0-9]+).*/\1 \2/' | tr '\n' ' ')" \
    = "web true worker true web 0 worker 0 worker 2 web 2 web false worker false " ]
}

@test "where somebody starts nodes again that must be stopped, no name is exchanged" {
  touch "$STATE/scales.web"
  serves --to latest --as new-one --put-in-service
  [ "$status" -eq 1 ]
  [[ $output == *"somebody starts web again"* ]]
  [ -z "$(calls 'rds modify-db-instance')" ]
  [ "$(calls 'register-scalable-target' | tail -1 | grep -o 'OutSuspended=[a-z]*')" = OutSuspended=false ]
}

@test "putting in service wants a person who answers for it, and a reason" {
  run scripts/restore.sh --to latest --put-in-service --yes
  [ "$status" -eq 64 ]
  run scripts/restore.sh --to latest --put-in-service --by 10000019 --yes
  [ "$status" -eq 64 ]
  changed_nothing
}

@test "what was restored and proven before goes into service without being restored again" {
  echo 2026-11-01T04:30:00Z >"$STATE/restored-to"
  serves --serve ltet-portal-prod-restored-1
  [ "$status" -eq 0 ]
  [ -z "$(calls restore-db-instance)" ]
  [[ $(calls '^once --verify-audit') == *"--restored=2026-11-01T04:30:00Z --spring.datasource.url=jdbc:postgresql://ltet-portal-prod-restored-1.example"* ]]
  [[ $(calls '^once --retire') == *"=2026-11-01T04:30:00Z "* ]]
  [[ $(calls 'rds modify-db-instance' | tail -1) == *"ltet-portal-prod-restored-1 --new-db-instance-identifier ltet-portal-prod "* ]]
  serves --serve ltet-portal-prod-restored-1 --to 2026-11-02T04:30:00Z
  [ "$status" -eq 1 ]
  rm "$STATE/restored-to"
  serves --serve ltet-portal-prod-restored-1
  [ "$status" -eq 64 ]
}

@test "where the nodes do not stop, nothing is exchanged and they are started again" {
  echo 1 >"$STATE/running.worker"
  serves --to latest --as new-one --put-in-service
  [ "$status" -eq 1 ]
  [ -z "$(calls 'rds modify-db-instance')" ]
  [ "$(calls 'ecs update-service' | sed -E 's/.*--service ([a-z]+) --desired-count ([0-9]+).*/\1 \2/')" = "web 0
worker 0
worker 2
web 2" ]
  [[ $output == *"Starting the nodes again"*"scripts/restore.sh --env prod --serve new-one --by 10000019"* ]]
}

@test "where the first name cannot be changed, the nodes are started again" {
  touch "$STATE/refuse.rds.modify-db-instance"
  serves --to latest --as new-one --put-in-service
  [ "$status" -eq 1 ]
  [ "$(calls 'ecs update-service' | tail -1 | sed -E 's/.*--service ([a-z]+) --desired-count ([0-9]+).*/\1 \2/')" = "web 2" ]
}

@test "half-way between two names, all that is still to do is printed, with the counts, as it can be typed" {
  echo 'ltet-portal-prod-replaced-*' >"$STATE/stuck"
  serves --to latest --as new-one --put-in-service
  [ "$status" -eq 1 ]
  [[ $output == *"STOPPED HALF-WAY: NO NODE OF prod RUNS. Before: web 2, worker 2 tasks."* ]]
  todo=$(sed -n '/Still to do/,$p' <<<"$output" | tail -n +2)
  [[ $(tail -1 <<<"$todo") == *"The same stands in $LTET_TODO"* ]]
  todo=$(sed '$d' <<<"$todo")
  [ "$(wc -l <<<"$todo")" -eq 8 ]
  [ "$(sed 's/^/  /' "$LTET_TODO")" = "$todo" ]
  rm "$STATE/stuck"
  : >"$STATE/calls"
  # shellcheck disable=SC2016
  printf 'aws() { if [ "$2" != wait ]; then command aws "$@"; fi; }\n%s\n' "$todo" | bash -eu
  [ "$(calls 'ecs update-service|rds modify-db-instance|^once' | sed -E 's/.*--service ([a-z]+) --desired-count ([0-9]+).*/\1 \2/; s/.*--db-instance-identifier ([^ ]+) --new-db-instance-identifier ([^ ]+) .*/\1 to \2/; s/=20[^ ]*Z/=MOMENT/')" = "new-one to ltet-portal-prod
once --retire-anchors=MOMENT --by=10000019 --reason=The zone's disks are gone
worker 2
web 2" ]
}

@test "anchors that could not be put aside keep no node stopped, but are told and end with 1" {
  echo --retire-anchors >"$STATE/broken"
  serves --to latest --as new-one --put-in-service
  [ "$status" -eq 1 ]
  [[ $output == *"ANCHORS NOT PUT ASIDE"*"aws ecs run-task"*"--retire-anchors="* ]]
  [[ $output == *'"putInService": true'* ]]
  [ "$(calls 'ecs update-service' | tail -1 | sed -E 's/.*--desired-count //; s/ .*//')" = 2 ]
}

@test "a moment that cannot be restored is refused" {
  date -u -d '10 minutes ago' +%FT%TZ >"$STATE/restorable"
  run scripts/restore.sh --to "$(date -u +%FT%TZ)"
  [ "$status" -eq 1 ]
  run scripts/restore.sh --to yesterdayish
  [ "$status" -eq 64 ]
  run scripts/restore.sh --to latest --dry-run
  [ "$status" -eq 0 ]
  changed_nothing
}

@test "a drill measures, reports, and takes away what it made" {
  run scripts/dr-drill.sh --yes --report "$STATE/report.json"
  [ "$status" -eq 0 ]
  [ "$(jq .kept "$STATE/report.json")" = true ]
  [ "$(jq .rtoPromised "$STATE/report.json")" = 14400 ]
  [[ $(calls 'rds delete-db-instance') == *ltet-portal-prod-drill-* ]]
  [ -z "$(calls 'update-service')" ]
}

@test "a drill in the second region restores the newest copy there" {
  LTET_DR_SUBNETS=there run scripts/dr-drill.sh --yes --second-region ap-southeast-1
  [ "$status" -eq 0 ]
  [[ $(calls 'restore-db-instance-from-db-snapshot') == *"--region ap-southeast-1"*awsbackup:copy* ]]
  [ "$(calls 'rds delete-db-instance' | wc -l)" -eq 2 ]
}

@test "a drill that keeps no promise ends with 1" {
  date -u -d '1 hour ago' +%FT%TZ >"$STATE/restorable"
  run scripts/dr-drill.sh --yes
  [ "$status" -eq 1 ]
}

@test "a load test stays on this machine" {
  run scripts/load-test.sh --url https://portal.example
  [ "$status" -eq 64 ]
  run scripts/load-test.sh --people many
  [ "$status" -eq 64 ]
  run scripts/load-test.sh --people 50 --dry-run
  [ "$status" -eq 0 ]
  [[ $output == *PEOPLE=50* ]]
}
