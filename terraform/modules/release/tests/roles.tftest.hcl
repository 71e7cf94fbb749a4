# Who comes in from the pipeline, and how far.

mock_provider "aws" {
  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:ap-south-1:000000000000:stateMachine:ltet-portal-prod-proof" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::000000000000:role/ltet-portal-prod-proof" }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com" }
  }
}

variables {
  name             = "ltet-portal-prod"
  environment      = "prod"
  region           = "ap-south-1"
  replica_region   = "ap-south-2"
  account_id       = "000000000000"
  repository       = "ltet/portal"
  repository_arns  = ["arn:aws:ecr:ap-south-1:000000000000:repository/ltet-portal"]
  cluster_arn      = "arn:aws:ecs:ap-south-1:000000000000:cluster/ltet-portal-prod"
  log_groups       = ["/ltet-portal-prod/web"]
  vault            = "ltet-portal-prod"
  task_role_arns   = ["arn:aws:iam::000000000000:role/ltet-portal-prod-web"]
  documents_arn    = "arn:aws:s3:::ltet-portal-prod-documents"
  database_key_arn = "arn:aws:kms:ap-south-1:000000000000:key/00000000-0000-0000-0000-000000000000"
  web              = { service = "web", family = "ltet-portal-prod-web", role_arns = ["arn:aws:iam::000000000000:role/ltet-portal-prod-web"] }
  proof_network    = { subnet_ids = ["subnet-1"], security_group_id = "sg-web" }
  datasource       = { before = "jdbc:postgresql://", after = ":5432/portal?sslmode=verify-full" }
}

run "each_role_is_bound_to_this_repository_and_to_one_environment_of_it" {
  command = apply

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == "repo:ltet/portal:environment:prod"
    error_message = "Releases come from the environment prod, which asks for an approval."
  }

  assert {
    condition     = jsondecode(aws_iam_role.verify.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == "repo:ltet/portal:environment:prod-verify"
    error_message = "The look at the backups comes from an environment of its own."
  }
}

run "who_looks_at_backups_touches_nothing_in_service" {
  command = apply

  assert {
    condition = alltrue([for statement in jsondecode(aws_iam_role_policy.verify.policy).Statement : statement.Resource == "arn:aws:rds:ap-south-1:000000000000:db:ltet-portal-prod-verify-*"
    if anytrue([for action in flatten([statement.Action]) : contains(["rds:ModifyDBInstance", "rds:DeleteDBInstance", "rds:AddTagsToResource"], action)])])
    error_message = "Only instances of its own name are changed and taken away."
  }

  assert {
    # what it may do, whole: a right more has to be written here as well
    condition = toset(flatten([for statement in jsondecode(aws_iam_role_policy.verify.policy).Statement : statement.Action])) == toset([
      "ecs:DescribeTaskDefinition", "ecs:DescribeServices", "rds:DescribeDBInstances", "backup:ListRecoveryPointsByBackupVault",
      "s3:GetBucketVersioning", "s3:GetReplicationConfiguration", "rds:RestoreDBInstanceToPointInTime", "rds:DeleteDBInstance",
      "rds:AddTagsToResource", "kms:CreateGrant", "kms:DescribeKey", "states:StartExecution", "states:DescribeExecution",
      "logs:GetLogEvents",
    ])
    error_message = "It starts no task (ecs:RunTask), hands no role over (iam:PassRole), and opens no instance (rds:ModifyDBInstance)."
  }

  assert {
    condition = alltrue([for statement in jsondecode(aws_iam_role_policy.verify.policy).Statement : statement.Resource == "arn:aws:states:ap-south-1:000000000000:stateMachine:ltet-portal-prod-proof"
    if contains(flatten([statement.Action]), "states:StartExecution")])
    error_message = "It starts one state machine and no other."
  }
}

run "the_proof_runs_fixed_commands_on_restored_instances_alone" {
  command = apply

  assert {
    condition = [for step in ["BringToTheReleaseInService", "AuditTrail", "Money"] :
      jsondecode(aws_sfn_state_machine.proof.definition).States[step].Arguments.Overrides.ContainerOverrides[0].Command] == [
      ["--migrate", "{% '--spring.datasource.url=jdbc:postgresql://' & $address & ':5432/portal?sslmode=verify-full' %}"],
      ["--verify-audit", "{% '--restored=' & $moment %}", "{% '--spring.datasource.url=jdbc:postgresql://' & $address & ':5432/portal?sslmode=verify-full' %}"],
      ["--check-money", "{% '--spring.datasource.url=jdbc:postgresql://' & $address & ':5432/portal?sslmode=verify-full' %}"],
    ]
    error_message = "The commands are these, whoever starts it."
  }

  assert {
    condition = alltrue([for name, state in jsondecode(aws_sfn_state_machine.proof.definition).States :
    try(keys(state.Arguments.Overrides), ["ContainerOverrides"]) == ["ContainerOverrides"] && try(keys(state.Arguments.Overrides.ContainerOverrides[0]), ["Command", "Name"]) == ["Command", "Name"]])
    error_message = "Neither environment nor roles of a task are overridden."
  }

  assert {
    condition     = length(regexall("states\\.input", aws_sfn_state_machine.proof.definition)) == 4 && length(regexall("states\\.input", jsonencode(jsondecode(aws_sfn_state_machine.proof.definition).States.Input))) == 4
    error_message = "Its input is looked at and taken over in one place."
  }

  assert {
    condition = alltrue([
      length(regexall(local.proof_forms.instance, "ltet-portal-prod-verify-20261201-043000")) == 1,
      length(regexall(local.proof_forms.instance, "ltet-portal-prod")) == 0,
      length(regexall(local.proof_forms.instance, "ltet-portal-prod-restored-20261201-043000")) == 0,
      length(regexall(local.proof_forms.instance, "ltet-portal-prod-verify-20261201-043000.evil.example/x?")) == 0,
      length(regexall(local.proof_forms.moment, "2026-12-01T04:30:00Z")) == 1,
      length(regexall(local.proof_forms.moment, "2026-12-01T04:30:00Z --create-admin=1")) == 0,
    ])
    error_message = "Only instances that were restored to be looked at are proven."
  }

  assert {
    condition = alltrue([for statement in jsondecode(aws_iam_role_policy.proof.policy).Statement : statement.Resource == "arn:aws:ecs:ap-south-1:000000000000:task-definition/ltet-portal-prod-web:*"
    if contains(flatten([statement.Action]), "ecs:RunTask")])
    error_message = "It runs tasks of the web nodes, which write no anchors."
  }

  assert {
    condition     = jsondecode(aws_iam_role.proof.assume_role_policy).Statement[0].Principal == { Service = "states.amazonaws.com" }
    error_message = "Nobody but the state machine has its role."
  }
}
