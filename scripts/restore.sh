#!/usr/bin/env bash
# Brings the database back as it was at a moment, beside the one in service; proves it; and on request puts it in service.
#
#   scripts/restore.sh --to MOMENT|latest [--env prod] [--as NAME] [--temporary]
#                      [--put-in-service --by NUMBER --reason WORDS [--keep-unproven]] [--yes] [--dry-run]
#   scripts/restore.sh --serve INSTANCE [--to MOMENT] --by NUMBER --reason WORDS [--env prod] [--keep-unproven] [--yes] ...
#
#   --to MOMENT        as 2026-11-23T09:30:00Z, within the time that RDS keeps; or latest
#   --env ENV          dev, uat or prod (standard)
#   --as NAME          of the new instance; without it <database>-restored-<time>
#   --temporary        it is taken away afterwards: without protection against that
#   --put-in-service   asks again, then stops all nodes and their autoscaling, exchanges the names of the two instances, puts
#                      anchors of the lost time aside, starts the nodes. The one before is kept as <database>-replaced-<time>
#   --serve INSTANCE   puts one in service that an earlier call restored; it is proven again, not restored again. Its
#                      moment is on it as a tag; --to says it where it is not
#   --by, --reason     who answers for it, by employee number, and why: on record with the anchors that are put aside
#   --keep-unproven    puts it in service though its proof failed; write down why
#   --yes              asks nobody
#   --dry-run          says what would be done; reads, changes nothing
#
# Proven is, after it was brought to the release in service (--migrate): the audit trail is whole, but for anchors of the
# lost time (--verify-audit --restored=MOMENT), and money is the same at every level (--check-money). LTET_PROOF, the ARN
# of a state machine, lets that do it, for who may start no task.
#
# Prints how long it took and how much is lost. Ends with 0; 1 when it failed or the proof did; 64 for wrong arguments.
# Should it end after the nodes were stopped, it starts them again, or prints each command that is still to do. While nodes
# are stopped these commands also stand in the file LTET_TODO, restore-<time>-todo.txt if not said: for when this shell dies.
# What else to do on such a day: docs/operations/disaster-recovery.md
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-prod} moment='' as='' serve='' there_already='' temporary='' by='' why='' unproven='' YES=''
while [ $# -gt 0 ]; do
  case $1 in
    --to) moment=$(value "$@"); shift 2 ;;
    --env) environment=$(value "$@"); shift 2 ;;
    --as) as=$(value "$@"); shift 2 ;;
    --temporary) temporary=1; shift ;;
    --put-in-service) serve=1; shift ;;
    --serve) as=$(value "$@"); serve=1 there_already=1; shift 2 ;;
    --by) by=$(value "$@"); shift 2 ;;
    --reason) why=$(value "$@"); shift 2 ;;
    --keep-unproven) unproven=1; shift ;;
    --yes) YES=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
[ -n "$moment$there_already" ] || usage_error "to which moment? --to MOMENT or --to latest"
[ -z "$moment" ] || [ "$moment" = latest ] || date -u -d "$moment" +%s >/dev/null 2>&1 || usage_error "$moment is no moment; give it as 2026-11-23T09:30:00Z"
if [ -n "$serve" ]; then
  [[ $by =~ ^[A-Za-z0-9-]{1,20}$ ]] || usage_error "who answers for it? --by NUMBER"
  [ -n "$why" ] || usage_error "why? --reason WORDS: it stays on record"
  [ -z "$temporary" ] || usage_error "what goes into service is not temporary"
fi
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
definition=$(service "$WEB" | jq -r .taskDefinition)
if [ -n "$there_already" ]; then
  found=$(instance "$as") || fail "there is no instance $as"
  [ "$as" != "$DATABASE" ] || fail "$as is in service already"
  tagged=$(jq -r '[.TagList[]? | select(.Key == "restored-to") | .Value][0] // empty' <<<"$found")
  [ "$moment" != latest ] || usage_error "$as was restored already: --to says to which moment"
  [ -n "$moment" ] || moment=$tagged
  [ -n "$moment" ] || usage_error "to which moment $as was restored is not on it as a tag: say --to MOMENT"
  [ -z "$tagged" ] || [ "$(date -u -d "$moment" +%s)" = "$(date -u -d "$tagged" +%s)" ] || fail "$as was restored to $tagged, not to $moment"
else
  latest=$(jq -r '.LatestRestorableTime // empty' <<<"$origin")
  [ -n "$latest" ] || fail "$DATABASE keeps no backups to restore from"
  if [ "$moment" = latest ]; then
    when=(--use-latest-restorable-time)
    moment=$latest
  else
    [ "$(age "$moment")" -ge "$(age "$latest")" ] || fail "$moment is later than can be restored ($latest)"
    when=(--restore-time "$moment")
  fi
fi
moment=$(date -u -d "$moment" +%FT%TZ)
[ -z "$serve" ] || confirm "$ENVIRONMENT goes back to $moment; what was written since, $(in_words "$(age "$moment")") now, is lost. It is asked again before nodes stop."

# -- restored ----------------------------------------------------------------------------------------------------------
if [ -z "$there_already" ]; then
  step "restoring $DATABASE as of $moment to $as"
  mapfile -t groups < <(jq -r '.VpcSecurityGroups[].VpcSecurityGroupId' <<<"$origin")
  multi=$(jq -r 'if .MultiAZ then "--multi-az" else "--no-multi-az" end' <<<"$origin")
  protection=--deletion-protection
  [ -z "$temporary" ] || protection=--no-deletion-protection
  change rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$DATABASE" --target-db-instance-identifier "$as" \
    "${when[@]}" "$multi" --no-publicly-accessible --copy-tags-to-snapshot "$protection" \
    --tags "Key=restored-to,Value=$moment" \
    --db-instance-class "$(jq -r .DBInstanceClass <<<"$origin")" \
    --db-subnet-group-name "$(jq -r .DBSubnetGroup.DBSubnetGroupName <<<"$origin")" \
    --db-parameter-group-name "$(jq -r '.DBParameterGroups[0].DBParameterGroupName' <<<"$origin")" \
    --vpc-security-group-ids "${groups[@]}" >/dev/null
  available "$as"
  step "$as is available after $(in_words $((SECONDS - begun)))"
fi
restored=$((SECONDS - begun))

# -- proven ------------------------------------------------------------------------------------------------------------
proven=1
if [ -n "${LTET_PROOF:-}" ]; then
  step "proving $as: brought to the release in service, audit trail, money"
  proven_by_machine "$LTET_PROOF" "$definition" "$as" "$moment" || proven=''
else
  # the address that the nodes use, with the new instance in place of the old one
  url=${LTET_JDBC_URL:-$(told "$WEB" SPRING_DATASOURCE_URL)}
  [ -n "$url" ] || fail "$as is there, but how nodes reach the database is not known: give LTET_JDBC_URL as they have it"
  before=$(jq -r .Endpoint.Address <<<"$origin")
  after=$([ -n "$DRY_RUN" ] && echo "$as" || instance "$as" | jq -r .Endpoint.Address)
  [[ $url == *"$before"* ]] || fail "$as is there, but the address $url does not name $before"
  there="--spring.datasource.url=${url/"$before"/$after}"
  step "proving $as: brought to the release in service"
  once "$definition" --migrate "$there" || proven=''
  step "proving $as: audit trail"
  once "$definition" --verify-audit "--restored=$moment" "$there" || proven=''
  step "proving $as: money"
  once "$definition" --check-money "$there" || proven=''
fi
took=$((SECONDS - begun))
if [ -z "$proven" ]; then
  warn "NOT PROVEN: $as is there, and something in it is wrong; see above."
  [ -n "$serve" ] && [ -n "$unproven" ] || exit "$EXIT_BROKEN"
fi

# -- in service --------------------------------------------------------------------------------------------------------
# What is still to do, in its order, each as a command that can be typed.
todo=() todo_file=${LTET_TODO:-restore-$stamp-todo.txt}
keep_todo() { [ -n "$DRY_RUN" ] || printf '%s\n' "${todo[@]}" >"$todo_file"; }
did() {
  todo=("${todo[@]:1}")
  if [ "${#todo[@]}" -gt 0 ]; then keep_todo; else rm -f "$todo_file"; fi
}
typed() { local all; printf -v all '%q ' "$@"; printf '%s' "${all% }"; }
renamed='' scaled=()

# scaling NAME true|false: whether autoscaling of the service is held; it would start nodes while there must be none.
scaling() {
  echo application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount \
    --resource-id "service/$CLUSTER/$1" \
    --suspended-state "DynamicScalingInSuspended=$2,DynamicScalingOutSuspended=$2,ScheduledScalingSuspended=$2"
}
# shellcheck disable=SC2046  # no word of it holds a blank
hold() { change $(scaling "$1" true) >/dev/null; }
# shellcheck disable=SC2046
let_go() { change $(scaling "$1" false) >/dev/null; }

# stopped NAME: waits until the service has no task; that it has as many as wanted is not enough, somebody may want some.
stopped() {
  [ -n "$DRY_RUN" ] && return
  local end=$((SECONDS + patience)) state
  while :; do
    state=$(service "$1") || return 1
    [ "$(jq -r .desiredCount <<<"$state")" = 0 ] || { warn "somebody starts $1 again"; return 1; }
    [ "$(jq -r '.runningCount + (.pendingCount // 0)' <<<"$state")" != 0 ] || return 0
    [ "$SECONDS" -lt "$end" ] || { warn "$1 has tasks still after $patience s: $(reason "$state")"; return 1; }
    sleep "$poll"
  done
}

unfinished() {
  local status=$? name
  trap - EXIT INT TERM
  set +e
  [ "${#todo[@]}" -gt 0 ] || exit "$status"
  if [ -z "$renamed" ]; then
    warn "NOT PUT IN SERVICE: no name was exchanged, $DATABASE is as it was. Starting the nodes again."
    for name in "$WORKER" "$WEB"; do
      change ecs update-service --cluster "$CLUSTER" --service "$name" --desired-count "${counts[$name]}" >/dev/null \
        || warn "  still to do: aws ecs update-service --cluster $CLUSTER --service $name --desired-count ${counts[$name]}"
    done
    for name in "${scaled[@]}"; do let_go "$name" || warn "  still to do: aws $(scaling "$name" false)"; done
    rm -f "$todo_file"
    warn "$as is there still. Again: scripts/restore.sh --env $ENVIRONMENT --serve $as --by $by --reason $(typed "$why")"
  else
    warn "STOPPED HALF-WAY: NO NODE OF $ENVIRONMENT RUNS. Before: $WEB ${counts[$WEB]}, $WORKER ${counts[$WORKER]} tasks."
    warn "The database of before is, or becomes, $DATABASE-replaced-$stamp; the restored one was $as. Still to do, in this order:"
    printf '  %s\n' "${todo[@]}" >&2
    [ -n "$DRY_RUN" ] || warn "The same stands in $todo_file"
  fi
  [ "$status" != 0 ] || status=$EXIT_BROKEN
  exit "$status"
}

retired=''
if [ -n "$serve" ]; then
  declare -A counts=()
  worker_definition=$(service "$WORKER" | jq -r .taskDefinition)
  for name in "$WEB" "$WORKER"; do
    counts[$name]=$(service "$name" | jq -r .desiredCount)
    [ "${counts[$name]}" -gt 0 ] || warn "$name is stopped already, and stays so: it is started with --desired-count when all is well"
  done
  targets=$(look application-autoscaling describe-scalable-targets --service-namespace ecs \
    --resource-ids "service/$CLUSTER/$WEB" "service/$CLUSTER/$WORKER") || fail "what scales the nodes cannot be seen"
  mapfile -t scaled < <(jq -r '.ScalableTargets[].ResourceId | split("/")[-1]' <<<"$targets")
  state=proven
  [ -n "$proven" ] || state='NOT PROVEN'
  confirm "$as is $state. All nodes stop now, and what they wrote since $moment, $(in_words "$(age "$moment")"), payments too, is lost." \
    "stopped: nothing in service was changed. $as is there still: --serve $as puts it in service"
  retire=(--retire-anchors="$moment" --by="$by" --reason="$why")
  network=$(service "$WORKER" | jq -c .networkConfiguration)
  overrides=$(jq -cn '{containerOverrides: [{name: "portal", command: $ARGS.positional}]}' --args -- "${retire[@]}")
  todo=(
    "$(typed aws rds modify-db-instance --db-instance-identifier "$DATABASE" --new-db-instance-identifier "$DATABASE-replaced-$stamp" --apply-immediately)"
    "until aws rds wait db-instance-available --db-instance-identifier $DATABASE-replaced-$stamp; do sleep 10; done"
    "$(typed aws rds modify-db-instance --db-instance-identifier "$as" --new-db-instance-identifier "$DATABASE" --apply-immediately)"
    "until aws rds wait db-instance-available --db-instance-identifier $DATABASE; do sleep 10; done"
    "$(typed aws ecs run-task --cluster "$CLUSTER" --launch-type FARGATE --task-definition "$worker_definition" --network-configuration "$network" --overrides "$overrides")"
    "$(typed aws ecs update-service --cluster "$CLUSTER" --service "$WORKER" --desired-count "${counts[$WORKER]}")"
    "$(typed aws ecs update-service --cluster "$CLUSTER" --service "$WEB" --desired-count "${counts[$WEB]}")"
  )
  for name in "${scaled[@]}"; do todo+=("aws $(scaling "$name" false)"); done
  keep_todo
  trap unfinished EXIT
  trap 'exit 130' INT TERM
  for name in "${scaled[@]}"; do hold "$name" || fail "the scaling of $name cannot be held: no node was stopped"; done
  for name in "$WEB" "$WORKER"; do
    step "stopping $name, which has ${counts[$name]} tasks"
    change ecs update-service --cluster "$CLUSTER" --service "$name" --desired-count 0 >/dev/null
  done
  for name in "$WEB" "$WORKER"; do stopped "$name" || fail "$name did not stop: nothing was exchanged"; done
  step "exchanging the names"
  renamed=1
  change rds modify-db-instance --db-instance-identifier "$DATABASE" --new-db-instance-identifier "$DATABASE-replaced-$stamp" --apply-immediately >/dev/null \
    || { renamed=''; fail "$DATABASE could not be renamed: nothing was exchanged"; }
  did
  available "$DATABASE-replaced-$stamp"
  did
  change rds modify-db-instance --db-instance-identifier "$as" --new-db-instance-identifier "$DATABASE" --apply-immediately >/dev/null
  did
  available "$DATABASE"
  did
  # workers write the anchors, web nodes only read them
  step "putting the anchors of the lost time aside"
  if once "$worker_definition" "${retire[@]}"; then retired=1; else
    warn "ANCHORS NOT PUT ASIDE: every night the trail is called tampered with until this is done: ${todo[0]}"
  fi
  did
  for name in "$WORKER" "$WEB"; do
    step "starting $name"
    change ecs update-service --cluster "$CLUSTER" --service "$name" --desired-count "${counts[$name]}" >/dev/null
    did
  done
  for name in "${scaled[@]}"; do
    let_go "$name"
    did
  done
  trap - EXIT INT TERM
  for name in "$WORKER" "$WEB"; do
    rolled "$name" "$(service "$name" | jq -r .taskDefinition)" || fail "$name was started with ${counts[$name]} tasks and does not come up on the restored database: aws ecs describe-services --cluster $CLUSTER --services $name"
  done
  took=$((SECONDS - begun))
fi
if [ -n "$DRY_RUN" ]; then
  say "Dry run: nothing was changed."
  exit 0
fi
jq -n --arg environment "$ENVIRONMENT" --arg instance "$as" --arg moment "$moment" --arg at "$(date -u +%FT%TZ)" \
  --argjson restored "$restored" --argjson took "$took" --argjson lost "$(age "$moment")" --argjson proven "${proven:-0}" \
  --argjson served "${serve:-0}" --argjson retired "${retired:-0}" \
  '{environment: $environment, at: $at, instance: $instance, moment: $moment, secondsToAvailable: $restored,
    secondsInAll: $took, secondsSinceMoment: $lost, proven: ($proven == 1), putInService: ($served == 1),
    anchorsPutAside: ($retired == 1)}' | tee "${LTET_REPORT:-/dev/null}"
[ -z "$serve" ] || [ -n "$retired" ] || exit "$EXIT_BROKEN"
