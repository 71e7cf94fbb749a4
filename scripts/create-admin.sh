#!/usr/bin/env bash
# Makes the first system admin, who then gives all other roles on the screen "People and roles".
#
#   scripts/create-admin.sh --number NUMBER --reason WHY [--env ENV | --local [--data DIR]]
#                           [--people-first] [--beside-others] [--yes] [--dry-run]
#
#   --number NUMBER  employee number; the HR system must know a mobile number or e-mail address of this person
#   --reason WHY     kept in the audit trail, as "Go-live, decision of the trust of 3 March"
#   --env ENV        dev, uat or prod: as a task of its own in ECS
#   --local          the portal of this machine; with --data DIR for its data directory (data)
#   --people-first   brings everybody in from the HR system before, as a new installation needs
#   --beside-others  though there is a system admin who cannot be reached any more
#   --yes            asks nobody
#   --dry-run        says what would be done; changes nothing
#
# No password is made: the person chooses "First sign-in", gets a one-time code, and sets password and second factor.
# Ends with 0, 1 when it was refused (the reason is printed), 64 for wrong arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=${LTET_ENV:-} number='' reason='' local='' data=$ROOT/data people='' beside='' YES=''
while [ $# -gt 0 ]; do
  case $1 in
    --number) number=$(value "$@"); shift 2 ;;
    --reason) reason=$(value "$@"); shift 2 ;;
    --env) environment=$(value "$@"); shift 2 ;;
    --local) local=1; shift ;;
    --data) data=$(value "$@"); shift 2 ;;
    --people-first) people=1; shift ;;
    --beside-others) beside=1; shift ;;
    --yes) YES=1; shift ;;
    --dry-run) DRY_RUN=1; shift ;;
    --help | -h) help ;;
    *) usage_error "what is $1?" ;;
  esac
done
[[ $number =~ ^[A-Z0-9-]{1,20}$ ]] || usage_error "whose? --number NUMBER, of capital letters, digits and hyphens"
[ -n "$reason" ] || usage_error "why? --reason WHY"
arguments=("--create-admin=$number" "--reason=$reason")
[ -z "$beside" ] || arguments+=(--beside-others)

if [ -n "$local" ]; then
  [ -z "$people" ] || run here "$data" --synchronise-people
  run here "$data" "${arguments[@]}"
else
  names "$environment"
  need_commands aws jq
  definition=$(service "$WEB" | jq -r .taskDefinition)
  confirm "$number becomes system admin of $ENVIRONMENT."
  [ -z "$people" ] || once "$definition" --synchronise-people || fail "people could not be brought in from the HR system"
  once "$definition" "${arguments[@]}" || fail "it was refused"
fi
