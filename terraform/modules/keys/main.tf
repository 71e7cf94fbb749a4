# One key for each purpose, so that who may read backups cannot read documents, and closing one key closes one thing.

locals {
  account = "arn:aws:iam::${var.account_id}:root"

  # Services that use a key in their own name. All other use goes through IAM policies of this account.
  services = {
    logs = {
      principals = ["logs.${var.region}.amazonaws.com", "delivery.logs.amazonaws.com"]
      # CloudWatch Logs names the log group instead of the account
      condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${var.region}:${var.account_id}:*" } }
      unbound   = ["delivery.logs.amazonaws.com"]
    }
    audit = {
      principals = ["cloudtrail.amazonaws.com"]
      condition  = { StringEquals = { "aws:SourceAccount" = var.account_id } }
      unbound    = []
    }
    alerts = {
      principals = ["cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com", "backup.amazonaws.com"]
      condition  = { StringEquals = { "aws:SourceAccount" = var.account_id } }
      unbound    = []
    }
  }
}

resource "aws_kms_key" "this" {
  for_each = var.purposes
  region   = var.region

  description             = "${var.name}: ${each.value.what}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  rotation_period_in_days = 365
  multi_region            = each.value.multi_region

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "PoliciesOfTheAccount"
        Effect    = "Allow"
        Principal = { AWS = local.account }
        Action    = "kms:*"
        Resource  = "*"
      }],
      [for service in try(local.services[each.key].principals, []) : {
        Sid       = replace(title(split(".", service)[0]), "-", "")
        Effect    = "Allow"
        Principal = { Service = service }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = contains(local.services[each.key].unbound, service) ? {
          StringEquals = { "aws:SourceAccount" = var.account_id }
        } : local.services[each.key].condition
      }],
    )
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  for_each = var.purposes
  region   = var.region

  name          = "alias/${var.name}-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}
