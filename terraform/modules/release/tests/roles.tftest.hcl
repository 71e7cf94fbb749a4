# Who comes in from the pipeline, and how far.

mock_provider "aws" {
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
    condition = length([for statement in jsondecode(aws_iam_role_policy.verify.policy).Statement : statement
    if anytrue([for action in flatten([statement.Action]) : contains(["ecs:UpdateService", "ecs:RegisterTaskDefinition", "ecr:PutImage"], action)])]) == 0
    error_message = "It brings nothing into service."
  }
}
