# Backups outside the services that made them, in vaults that keep them for their time, here and in a second region.

locals {
  vaults = { here = var.region, there = var.replica_region }

  # tag "backup" of what is taken: how often, and how long it is kept
  rules = {
    daily = {
      daily   = { schedule = "cron(30 21 * * ? *)", days = var.retention_days.daily, cold = null }
      monthly = { schedule = "cron(0 23 1 * ? *)", days = var.retention_days.monthly, cold = null }
    }
    hourly = {
      hourly = { schedule = "cron(15 * * * ? *)", days = var.retention_days.daily, cold = null }
    }
  }
}

resource "aws_backup_vault" "this" {
  for_each = local.vaults
  region   = each.value

  name        = var.name
  kms_key_arn = each.key == "here" ? var.kms_key_arn : var.replica_kms_key_arn
}

# Nobody deletes a backup before its time. Without a day from which on it holds, administrators of backups may lift this.
resource "aws_backup_vault_lock_configuration" "this" {
  for_each = local.vaults
  region   = each.value

  backup_vault_name   = aws_backup_vault.this[each.key].name
  min_retention_days  = 7
  max_retention_days  = max(var.retention_days.monthly, var.retention_days.daily)
  changeable_for_days = var.lock_for_good ? 14 : null
}

resource "aws_backup_plan" "this" {
  for_each = local.rules

  name = "${var.name}-${each.key}"

  dynamic "rule" {
    for_each = each.value

    content {
      rule_name                    = rule.key
      target_vault_name            = aws_backup_vault.this["here"].name
      schedule                     = rule.value.schedule
      schedule_expression_timezone = "Etc/UTC"
      start_window                 = 60
      completion_window            = 480

      lifecycle {
        delete_after = rule.value.days
      }

      copy_action {
        destination_vault_arn = aws_backup_vault.this["there"].arn

        lifecycle {
          delete_after = rule.value.days
        }
      }
    }
  }
}

resource "aws_backup_selection" "this" {
  for_each = local.rules

  name         = each.key
  plan_id      = aws_backup_plan.this[each.key].id
  iam_role_arn = aws_iam_role.this.arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = each.key
  }
}

resource "aws_iam_role" "this" {
  name        = "${var.name}-backup"
  description = "AWS Backup takes backups and tries to restore them"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "backup.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = toset([
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
  ])

  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
