# One key for each purpose, so that who may read backups cannot read documents, and closing one key closes one thing.

locals {
  account = "arn:aws:iam::${var.account_id}:root"

  # Services that use a key in their own name, and what binds them to this account. All other use goes through IAM
  # policies of the account.
  services = {
    logs = {
      # names the log group
      "logs.${var.region}.amazonaws.com" = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${var.region}:${var.account_id}:*" } }
      "delivery.logs.amazonaws.com"      = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }
    audit = {
      "cloudtrail.amazonaws.com" = { ArnLike = { "aws:SourceArn" = "arn:aws:cloudtrail:${var.region}:${var.account_id}:trail/*" } }
    }
    # bound by the policies of the topics: not all of these say for which account they ask
    alerts = {
      "cloudwatch.amazonaws.com" = null
      "events.amazonaws.com"     = null
      "budgets.amazonaws.com"    = null
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
      flatten([for service, bound in lookup(local.services, each.key, {}) : [
        merge({
          Sid       = "Use${index(keys(local.services[each.key]), service)}"
          Effect    = "Allow"
          Principal = { Service = service }
          Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
          Resource  = "*"
        }, bound == null ? {} : { Condition = bound }),
        {
          Sid       = "Look${index(keys(local.services[each.key]), service)}"
          Effect    = "Allow"
          Principal = { Service = service }
          Action    = "kms:DescribeKey"
          Resource  = "*"
        },
      ]]),
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
