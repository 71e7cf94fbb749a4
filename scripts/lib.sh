# shellcheck shell=bash
# What the scripts share: words, arguments, calls to AWS that read or change, tasks of the portal that run once.
#
# Names come from variables, so that nothing here knows an account:
#   LTET_ENV                 dev, uat or prod                          (or --env)
#   LTET_CLUSTER             ECS cluster                               ltet-portal-<env>
#   LTET_WEB, LTET_WORKER    services                                  web, worker
#   LTET_DATABASE            RDS instance                              ltet-portal-<env>
#   LTET_REDIS               ElastiCache replication group             ltet-portal-<env>
#   LTET_VAULT               AWS Backup vault                          ltet-portal-<env>
#   LTET_REPOSITORY          ECR repository                            ltet-portal
#   LTET_URL                 public address; else PORTAL_IDENTITY_ISSUER of the web service's task definition
#   LTET_POLL, LTET_PATIENCE seconds between two looks, and for how long: 10, 1800
#   DOCKER                   docker, or a program that takes the same arguments

# shellcheck disable=SC2034  # the scripts use these
{
EXIT_BROKEN=1
EXIT_DOUBTFUL=2
EXIT_USAGE=64
}

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
DRY_RUN=${DRY_RUN:-}
DOCKER=${DOCKER:-docker}
poll=${LTET_POLL:-10}
patience=${LTET_PATIENCE:-1800}

say() { printf '%s\n' "$*"; }
step() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }
warn() { printf '%s\n' "$*" >&2; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit "$EXIT_BROKEN"; }
usage_error() { printf '%s: %s\nTry %s --help\n' "$(basename "$0")" "$*" "$(basename "$0")" >&2; exit "$EXIT_USAGE"; }

# help: the comment at the head of the script, without its marks.
help() { sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0; }

# value OPTION VALUE...: the value of an option, or a clear word that it is missing.
value() {
  [ $# -ge 2 ] && [ -n "$2" ] || usage_error "$1 needs a value"
  printf '%s' "$2"
}

need_commands() {
  local command
  for command in "$@"; do
    command -v "$command" >/dev/null 2>&1 || fail "$command is missing on this machine"
  done
}

# shellcheck disable=SC2034  # the scripts use these
# names ENVIRONMENT: sets the names of everything of this environment.
names() {
  case $1 in
    dev | uat | prod) ;;
    '') usage_error "which environment? --env dev, uat or prod" ;;
    *) usage_error "there is no environment $1: dev, uat or prod" ;;
  esac
  ENVIRONMENT=$1
  CLUSTER=${LTET_CLUSTER:-ltet-portal-$1}
  WEB=${LTET_WEB:-web}
  WORKER=${LTET_WORKER:-worker}
  DATABASE=${LTET_DATABASE:-ltet-portal-$1}
  REDIS=${LTET_REDIS:-ltet-portal-$1}
  VAULT=${LTET_VAULT:-ltet-portal-$1}
  REPOSITORY=${LTET_REPOSITORY:-ltet-portal}
}

# look ARGUMENTS...: a call to AWS that changes nothing; made in a dry run too.
look() { aws --output json "$@"; }

# change ARGUMENTS...: a call to AWS that changes something; in a dry run it is told instead.
change() {
  if [ -n "$DRY_RUN" ]; then
    warn "would run: aws $(shown "$@")"
  else
    aws --output json "$@"
  fi
}

# run COMMAND...: any other command that changes something.
run() {
  if [ -n "$DRY_RUN" ]; then
    warn "would run: $(shown "$@")"
  else
    "$@"
  fi
}

shown() {
  local word all=
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=@,-]+$ ]] || word="'$word'"
    all="$all $word"
  done
  printf '%s' "${all# }"
}

# confirm WORDS [NO]: asks a person; --yes or a dry run answers. NO is said where the answer is no.
confirm() {
  [ -n "${YES:-}" ] || [ -n "$DRY_RUN" ] && return
  [ -t 0 ] || usage_error "$1 Nobody can be asked here: say --yes"
  local answer
  read -r -p "$1 Type the name of the environment ($ENVIRONMENT) to go on: " answer
  [ "$answer" = "$ENVIRONMENT" ] || fail "${2:-stopped: nothing was changed}"
}

account() { look sts get-caller-identity | jq -r .Account; }

# service NAME: its description; fails where there is none.
service() {
  local found
  found=$(look ecs describe-services --cluster "$CLUSTER" --services "$1") || return
  jq -e '.services[0] // empty' <<<"$found" || fail "there is no service $1 in cluster $CLUSTER"
}

task_definition() { look ecs describe-task-definition --task-definition "$1" | jq .taskDefinition; }

# A worker has the virus scanner beside the portal.
PORTAL='def portal: [.containerDefinitions[] | select(.name == "portal")][0] // error("no container portal");'
image_of() { task_definition "$1" | jq -r "$PORTAL portal.image"; }

# told SERVICE SETTING: the value of an environment variable that the service's nodes have; nothing where it has none.
told() {
  task_definition "$(service "$1" | jq -r .taskDefinition)" \
    | jq -r --arg name "$2" "$PORTAL"' [portal.environment[]? | select(.name == $name) | .value][0] // empty'
}

# with_image TASK-DEFINITION IMAGE: registers a revision that differs in the image alone; prints its ARN.
with_image() {
  local wanted
  wanted=$(task_definition "$1" | jq --arg image "$2" '(.containerDefinitions[] | select(.name == "portal") | .image) = $image
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy,
          .deregisteredAt)')
  if [ -n "$DRY_RUN" ]; then
    warn "would register a revision of $(jq -r .family <<<"$wanted") with image $2"
    printf '%s' "$1"
  else
    aws --output json ecs register-task-definition --cli-input-json "$wanted" | jq -r .taskDefinition.taskDefinitionArn
  fi
}

# roll SERVICE TASK-DEFINITION: starts a rolling change; ECS stops no task before its successor is healthy.
roll() { change ecs update-service --cluster "$CLUSTER" --service "$1" --task-definition "$2" >/dev/null; }

# rolled SERVICE TASK-DEFINITION: waits until all tasks of the service are of this revision and steady.
rolled() {
  [ -n "$DRY_RUN" ] && return
  local end=$((SECONDS + patience)) state primary rollout running desired
  while :; do
    state=$(service "$1") || return 1
    primary=$(jq -r '.deployments[] | select(.status == "PRIMARY") | .taskDefinition' <<<"$state")
    rollout=$(jq -r '.deployments[] | select(.status == "PRIMARY") | .rolloutState // "UNKNOWN"' <<<"$state")
    running=$(jq -r .runningCount <<<"$state")
    desired=$(jq -r .desiredCount <<<"$state")
    if [ "$primary" != "$2" ]; then
      warn "ECS took $1 back to ${primary##*/} by itself: the new tasks did not become healthy"
      return 1
    fi
    [ "$rollout" = FAILED ] && { warn "the change of $1 failed: $(reason "$state")"; return 1; }
    if [ "$rollout" = COMPLETED ] && [ "$running" = "$desired" ]; then
      step "$1: $running of $desired tasks run ${2##*/}"
      return 0
    fi
    [ "$SECONDS" -lt "$end" ] || { warn "$1 was not steady after $patience s: $(reason "$state")"; return 1; }
    sleep "$poll"
  done
}

reason() { jq -r '[.events[0].message // "no event told why"][0]' <<<"$1"; }

# once TASK-DEFINITION ARGUMENTS...: runs the portal once, as a task of a web node (which has no scanner beside it) in the
# network of the workers, which reaches the other systems; with arguments such as --migrate. Prints what it printed, also
# into $TASK_LOG, and returns its exit status.
TASK_LOG=
once() {
  local definition=$1 network overrides task answer id end status
  shift
  if [ -n "$DRY_RUN" ]; then
    warn "would run once, with ${definition##*/}: $*"
    return 0
  fi
  network=$(service "$WORKER" | jq -c .networkConfiguration) || return 1
  definition=$(task_definition "$definition") || return 1
  overrides=$(jq -cn '{containerOverrides: [{name: "portal", command: $ARGS.positional}]}' --args -- "$@")
  answer=$(aws --output json ecs run-task --cluster "$CLUSTER" --launch-type FARGATE --started-by "$(basename "$0")" \
    --task-definition "$(jq -r .taskDefinitionArn <<<"$definition")" --network-configuration "$network" \
    --overrides "$overrides") || return 1
  task=$(jq -r '.tasks[0].taskArn // empty' <<<"$answer")
  [ -n "$task" ] || { warn "ECS did not start the task: $(jq -c .failures <<<"$answer")"; return 1; }
  id=${task##*/}
  end=$((SECONDS + patience))
  while :; do
    answer=$(look ecs describe-tasks --cluster "$CLUSTER" --tasks "$task") || return 1
    [ "$(jq -r '.tasks[0].lastStatus' <<<"$answer")" = STOPPED ] && break
    [ "$SECONDS" -lt "$end" ] || { warn "task $id still runs after $patience s: look at it"; return 1; }
    sleep "$poll"
  done
  printed "$definition" "$id"
  status=$(jq -r '[.tasks[0].containers[] | select(.name == "portal") | .exitCode][0] // empty' <<<"$answer")
  if [ -z "$status" ]; then
    warn "task $id ended without a status: $(jq -r '.tasks[0].stoppedReason // "no reason told"' <<<"$answer")"
    return 1
  fi
  return "$status"
}

# printed TASK-DEFINITION-JSON ID: what the portal printed in that task; also into $TASK_LOG.
printed() {
  local logs tries=0
  logs=$(jq -c "$PORTAL portal.logConfiguration.options // {}" <<<"$1")
  TASK_LOG=
  # the last lines come a little later than the end
  while [ -z "$TASK_LOG" ] && [ "$logs" != '{}' ] && [ "$tries" -lt 6 ]; do
    [ "$tries" = 0 ] || sleep "$poll"
    tries=$((tries + 1))
    TASK_LOG=$(look logs get-log-events --log-group-name "$(jq -r '.["awslogs-group"]' <<<"$logs")" \
      --log-stream-name "$(jq -r '.["awslogs-stream-prefix"]' <<<"$logs")/portal/$2" --limit 10000 2>/dev/null \
      | jq -r '.events[].message') || TASK_LOG=
  done
  if [ -n "$TASK_LOG" ]; then printf '    %s\n' "${TASK_LOG//$'\n'/$'\n'    }"
  else warn "what task $2 printed could not be read"; fi
}

# proven_by_machine ARN TASK-DEFINITION INSTANCE MOMENT: lets the state machine prove a restored instance: it runs the
# commands that are fixed in it (terraform/modules/release/proof.tf) and nothing else. Whether all ended well.
proven_by_machine() {
  local input execution state status end=$((SECONDS + patience)) definition task
  input=$(jq -cn --arg instance "$3" --arg moment "$4" '{instance: $instance, moment: $moment}')
  if [ -n "$DRY_RUN" ]; then
    warn "would start $1 with $input"
    return 0
  fi
  execution=$(aws --output json stepfunctions start-execution --state-machine-arn "$1" --input "$input" \
    | jq -r .executionArn) || return 1
  while :; do
    state=$(look stepfunctions describe-execution --execution-arn "$execution") || return 1
    status=$(jq -r .status <<<"$state")
    [ "$status" = RUNNING ] || break
    [ "$SECONDS" -lt "$end" ] || { warn "$execution still runs after $patience s: look at it"; return 1; }
    sleep "$poll"
  done
  definition=$(task_definition "$2") || return 1
  while read -r task; do
    printed "$definition" "${task##*/}"
  done < <(jq -r '((.output // "{}" | fromjson | .tasks // [])[]), (.cause // "{}" | fromjson? | .TaskArn // empty)' <<<"$state")
  [ "$status" = SUCCEEDED ] && return
  warn "$execution is $status: $(jq -r '.error // "no error told"' <<<"$state")"
  return 1
}

# take_away INSTANCE [OPTIONS]: a temporary instance, if it is there; where that is refused, says what to type.
take_away() {
  local name=$1 found
  shift
  if [ -z "$DRY_RUN" ]; then
    found=$(aws --output json rds describe-db-instances --db-instance-identifier "$name" "$@" 2>&1) || [[ $found != *DBInstanceNotFound* ]] || return 0
  fi
  change rds delete-db-instance --db-instance-identifier "$name" --skip-final-snapshot --delete-automated-backups "$@" >/dev/null && return
  warn "$name IS STILL THERE, a whole copy of the data, and costs money. Take it away as soon as it is available:"
  warn "  aws rds modify-db-instance --db-instance-identifier $name --no-deletion-protection --apply-immediately $*"
  warn "  aws rds delete-db-instance --db-instance-identifier $name --skip-final-snapshot --delete-automated-backups $*"
  return 1
}

# aside COMMAND...: runs a command beside this one and waits for it, so that an interruption is heard at once.
aside_pid=
aside() {
  local status=0
  "$@" &
  aside_pid=$!
  wait "$aside_pid" || status=$?
  aside_pid=
  return "$status"
}

# address: where people reach the portal of this environment.
address() {
  local issuer
  if [ -n "${LTET_URL:-}" ]; then
    printf '%s' "${LTET_URL%/}"
    return
  fi
  issuer=$(told "$WEB" PORTAL_IDENTITY_ISSUER)
  [ -n "$issuer" ] || usage_error "the public address is not known: give LTET_URL or --url"
  printf '%s' "${issuer%/}"
}

# broken_checks TEXT: names of what --check-health called broken in what it printed; fails where it printed no table.
broken_checks() {
  local line
  line=$(grep -o 'HEALTH \[.*' <<<"$1" | tail -1) || return 1
  jq -r '.[] | select(.state == "broken") | .check' <<<"${line#HEALTH }" 2>/dev/null
}

# smoke URL: a visitor's first steps; says what is wrong.
smoke() {
  local url=$1 page headers wrong=0
  curl -fsS --max-time 15 "$url/actuator/health/readiness" 2>/dev/null | grep -q '"UP"' \
    || { warn "smoke test: $url/actuator/health/readiness does not say UP"; wrong=1; }
  page=$(curl -fsS --max-time 15 "$url/sign-in" 2>/dev/null) && grep -q 'name="_csrf"' <<<"$page" \
    || { warn "smoke test: $url/sign-in is not the page for signing in"; wrong=1; }
  headers=$(curl -sS --max-time 15 -o /dev/null -D - "$url/api/v1/schemes" 2>/dev/null | tr -d '\r')
  head -1 <<<"$headers" | grep -q ' 401' || { warn "smoke test: the API answers without a token"; wrong=1; }
  if [[ $url == https:* ]]; then
    grep -qi '^strict-transport-security:' <<<"$headers" || { warn "smoke test: no Strict-Transport-Security"; wrong=1; }
  fi
  return "$wrong"
}

# java_25: a Java 25 of this machine.
java_25() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/java/*25*; do
    if [ -x "$candidate/bin/java" ] && "$candidate/bin/java" -version 2>&1 | grep -qE 'version "25[."]'; then
      printf '%s' "$candidate/bin/java"
      return
    fi
  done
  fail "a Java 25 is missing on this machine"
}

# here DATA ARGUMENTS...: runs the portal of this machine once, beside the one that runs on this data, if one does, and
# with the settings that that one was given.
here() {
  local data=$1 java jar pid portal argument
  shift
  [ -d "$data" ] || fail "there is no data directory $data"
  data=$(cd "$data" && pwd)
  java=$(java_25)
  jar=$(find "$ROOT/app/target" -maxdepth 1 -name '*-exec.jar' -print -quit 2>/dev/null || true)
  [ -n "$jar" ] || fail "the portal is not built here: run ./portal start once"
  local options=("--portal.data-directory=$data")
  pid=$(head -1 "$data/postgresql/data/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
    portal=$(ps -o ppid= -p "$(ps -o ppid= -p "$pid" | tr -d ' ')" | tr -d ' ')
    while IFS= read -r -d '' argument; do
      case $argument in
        --portal.data-directory=* | --spring.profiles.active=*demo*) ;;
        --portal.* | --spring.* | --management.*) options+=("$argument") ;;
      esac
    done <"/proc/$portal/cmdline"
    while IFS= read -r -d '' argument; do
      case $argument in
        PORTAL_DATADIRECTORY=* | SPRING_PROFILES_ACTIVE=*demo*) ;;
        PORTAL_* | SPRING_* | MANAGEMENT_*) export "${argument?}" ;;
      esac
    done <"/proc/$portal/environ"
    SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/postgresql/data/postmaster.pid")/portal"
    SPRING_DATASOURCE_USERNAME=portal
    SPRING_DATASOURCE_PASSWORD=$(<"$data/postgresql/password")
    export SPRING_DATASOURCE_URL SPRING_DATASOURCE_USERNAME SPRING_DATASOURCE_PASSWORD
  fi
  "$java" -Xmx256m -XX:TieredStopAtLevel=1 -jar "$jar" --spring.main.banner-mode=off --logging.level.root=error \
    "${options[@]}" "$@"
}

# age WHEN: seconds since a moment in ISO 8601; nothing where it is not a moment.
age() {
  local moment
  moment=$(date -u -d "$1" +%s 2>/dev/null) || return 1
  echo $(($(date -u +%s) - moment))
}

# in_words SECONDS
in_words() {
  if [ "$1" -ge 172800 ]; then echo "$(($1 / 86400)) d"
  elif [ "$1" -ge 7200 ]; then echo "$(($1 / 3600)) h"
  elif [ "$1" -ge 120 ]; then echo "$(($1 / 60)) min"
  else echo "$1 s"; fi
}

# copy_running DATA TARGET: a copy of the data of a portal that runs on this machine with its own PostgreSQL, whole as of
# one moment, which a portal can be started on. The anchors of the audit trail go first: they may not be ahead of it.
copy_running() {
  local data target line label='' folder
  data=$(cd "$1" && pwd)
  mkdir -p "$2/postgresql/data"
  target=$(cd "$2" && pwd)
  [ -f "$data/postgresql/data/postmaster.pid" ] || fail "no portal with a PostgreSQL of its own runs on $data"
  for folder in anchors master.key documents; do
    [ ! -e "$data/$folder" ] || cp -a "$data/$folder" "$target/"
  done
  export PGHOST=127.0.0.1 PGUSER=portal PGDATABASE=portal
  PGPORT=$(sed -n 4p "$data/postgresql/data/postmaster.pid")
  PGPASSWORD=$(<"$data/postgresql/password")
  export PGPORT PGPASSWORD
  # the server asks that one session begins and ends the copying
  coproc SERVER { psql -X -qAt -v ON_ERROR_STOP=1 2>&1; }
  echo "select 'begun' from pg_backup_start('copy', true);" >&"${SERVER[1]}"
  read -r line <&"${SERVER[0]}" || true
  [ "$line" = begun ] || fail "PostgreSQL does not let itself be copied: $line"
  tar -C "$data/postgresql/data" --warning=no-file-changed --warning=no-file-removed --exclude=./pg_wal/* \
    --exclude=./postmaster.pid --exclude=./postmaster.opts -cf - . | tar -C "$target/postgresql/data" -xpf - \
    || [ "${PIPESTATUS[0]}" = 1 ]
  printf '%s\n' 'select labelfile from pg_backup_stop(false);' '\echo copied' '\q' >&"${SERVER[1]}"
  while IFS= read -r line <&"${SERVER[0]}" && [ "$line" != copied ]; do
    [ -z "$line" ] || label+=$line$'\n'
  done
  [[ $label == *'CHECKPOINT LOCATION'* ]] || fail "PostgreSQL did not end the copying: $label"
  printf '%s' "$label" >"$target/postgresql/data/backup_label"
  tar -C "$data/postgresql/data/pg_wal" --warning=no-file-changed -cf - . | tar -C "$target/postgresql/data/pg_wal" -xpf -
  # without it the server takes another password
  cp -a "$data/postgresql/password" "$target/postgresql/"
  chmod 700 "$target" "$target/postgresql/data"
  unset PGHOST PGUSER PGDATABASE PGPORT PGPASSWORD
}

# proven_here DATA: whether the portal finds audit trail and money of this data whole.
proven_here() {
  local wrong=0
  # its anchors were copied first: none is of a time that is not in it
  step "proving the copy: brought to the release of this machine"
  here "$1" --migrate || wrong=1
  step "proving the copy: audit trail"
  here "$1" --verify-audit || wrong=1
  step "proving the copy: money"
  here "$1" --check-money || wrong=1
  return "$wrong"
}
