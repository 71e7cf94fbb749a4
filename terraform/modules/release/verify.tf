# How the nightly look at the backups comes in: another role, from an environment of the pipeline.
# It reads how old backups and copies are, and restores the database under a name of its own, which it takes away again.
# It starts no task of the portal: the proof of what was restored is a state machine whose commands are fixed (proof.tf). So
# it changes nothing that is in service, whoever holds it; the restored copy it can only take away again, not open.

locals {
  verified = "arn:aws:rds:${var.region}:${var.account_id}:db:${var.name}-verify-*"
}

resource "aws_iam_role" "verify" {
  name                 = "${var.name}-verify"
  description          = "The pipeline of ${var.repository} looks whether backups can be used"
  max_session_duration = 7200

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.this.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:environment:${var.environment}-verify"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "verify" {
  name = "verify"
  role = aws_iam_role.verify.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "LookAtWhatRuns"
        Effect = "Allow"
        Action = ["ecs:DescribeTaskDefinition", "rds:DescribeDBInstances"]
        # neither knows single resources
        Resource = "*"
      },
      {
        Sid    = "AgeOfTheBackups"
        Effect = "Allow"
        Action = "backup:ListRecoveryPointsByBackupVault"
        Resource = [for region in [var.region, var.replica_region] :
        "arn:aws:backup:${region}:${var.account_id}:backup-vault:${var.vault}"]
      },
      {
        Sid      = "CopiesOfTheDocuments"
        Effect   = "Allow"
        Action   = ["s3:GetBucketVersioning", "s3:GetReplicationConfiguration"]
        Resource = var.documents_arn
      },
      {
        Sid    = "RestoreBeside"
        Effect = "Allow"
        Action = "rds:RestoreDBInstanceToPointInTime"
        Resource = concat([local.verified, "arn:aws:rds:${var.region}:${var.account_id}:db:${var.name}"],
        [for part in ["subgrp", "pg", "og"] : "arn:aws:rds:${var.region}:${var.account_id}:${part}:*"])
      },
      {
        Sid      = "TakeItAway"
        Effect   = "Allow"
        Action   = ["rds:DeleteDBInstance", "rds:AddTagsToResource"]
        Resource = local.verified
      },
      {
        Sid       = "KeyOfTheDatabase"
        Effect    = "Allow"
        Action    = ["kms:CreateGrant", "kms:DescribeKey"]
        Resource  = var.database_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "rds.${var.region}.amazonaws.com" } }
      },
      {
        Sid       = "LookAtServices"
        Effect    = "Allow"
        Action    = "ecs:DescribeServices"
        Resource  = "*"
        Condition = { ArnEquals = { "ecs:cluster" = var.cluster_arn } }
      },
      {
        Sid      = "ProveIt"
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.proof.arn
      },
      {
        Sid      = "FollowTheProof"
        Effect   = "Allow"
        Action   = "states:DescribeExecution"
        Resource = "arn:aws:states:${var.region}:${var.account_id}:execution:${aws_sfn_state_machine.proof.name}:*"
      },
      {
        Sid      = "ReadWhatTheyPrinted"
        Effect   = "Allow"
        Action   = "logs:GetLogEvents"
        Resource = [for group in var.log_groups : "arn:aws:logs:${var.region}:${var.account_id}:log-group:${group}:*"]
      },
    ]
  })
}
