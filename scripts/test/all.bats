#!/usr/bin/env bats
# What holds for every script.
bats_require_minimum_version 1.5.0
load common

@test "each script explains itself" {
  for script in scripts/*.sh; do
    [ "$script" != scripts/lib.sh ] || continue
    run "$script" --help
    [ "$status" -eq 0 ]
    [[ $output == *"$script"* ]]
    [[ $output == *--dry-run* ]]
    [[ $output == *"Ends with"* ]]
  done
}

@test "each script refuses an argument that it does not know, and changes nothing" {
  for script in scripts/*.sh; do
    [ "$script" != scripts/lib.sh ] || continue
    run "$script" --suddenly
    [ "$status" -eq 64 ]
    [[ $output == *--help* ]]
  done
  changed_nothing
}

@test "an option without its value is an error" {
  run scripts/deploy-production.sh --tag
  [ "$status" -eq 64 ]
  [[ $output == *"--tag needs a value"* ]]
}

@test "an environment that there is not is refused" {
  for script in deploy-production.sh rollback.sh health-check.sh backup-verify.sh dr-drill.sh; do
    run "scripts/$script" --env live --tag x --yes
    [ "$status" -eq 64 ]
  done
  changed_nothing
}

@test "the go-live checklist names scripts that are there" {
  for name in build-and-push deploy-production health-check; do
    [ -x "$BATS_TEST_DIRNAME/../$name.sh" ]
  done
}

@test "no script holds a secret or the number of an account" {
  run ! grep -rnE 'AKIA[0-9A-Z]{16}|aws_secret|[^0-9][0-9]{12}[^0-9]' "$BATS_TEST_DIRNAME"/../*.sh
}
