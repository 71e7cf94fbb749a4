# Backups, copies in the second region, and what must be known at once. Events of AWS Backup are kept in a log group, so
# that a backup which never came is noticed as well as one which failed.

locals {
  safety_alarms = merge(
    {
      "no-backup" = {
        level     = "urgent", means = "The database was not backed up for a day.", look = "jobs of AWS Backup."
        namespace = local.namespace, metric = "backups-of-database", dimensions = null
        statistic = "Sum", above = null, below = 1, period = 86400, times = 1, missing = "breaching"
      }
      "backup-failed" = {
        level     = "urgent", means = "A backup or its copy in the second region failed.", look = "jobs of AWS Backup, then start it again."
        namespace = local.namespace, metric = "backups-failed", dimensions = null
        statistic = "Sum", above = 0, below = null, period = 300, times = 1, missing = "notBreaching"
      }
      "restore-test-failed" = {
        level     = "urgent", means = "A backup could not be restored in the test.", look = "restore jobs of AWS Backup."
        namespace = local.namespace, metric = "restores-failed", dimensions = null
        statistic = "Sum", above = 0, below = null, period = 300, times = 1, missing = "notBreaching"
      }
    },
    merge([for what, pair in var.replicated_buckets : {
      "${what}-not-copied" = {
        level     = "warning", means = "Objects of the bucket ${what} were not copied to the second region.", look = "replication metrics of the bucket, then its role and keys."
        namespace = "AWS/S3", metric = "OperationsFailedReplication", dimensions = { SourceBucket = pair.from, DestinationBucket = pair.to, RuleId = "all" }
        statistic = "Sum", above = 0, below = null, period = 300, times = 1, missing = "notBreaching"
      }
      "${what}-copied-late" = {
        level     = "warning", means = "The second region lags behind by more than 15 minutes for the bucket ${what}.", look = "replication metrics of the bucket."
        namespace = "AWS/S3", metric = "ReplicationLatency", dimensions = { SourceBucket = pair.from, DestinationBucket = pair.to, RuleId = "all" }
        statistic = "Maximum", above = 900, below = null, period = 300, times = 3, missing = "notBreaching"
      }
    }]...),
  )

  backup_figures = {
    "backups-of-database" = "{ ($.detail-type = \"Backup Job State Change\") && ($.detail.state = \"COMPLETED\") && ($.detail.resourceType = \"RDS\") }"
    "backups-failed"      = "{ ($.detail.state = \"FAILED\") || ($.detail.state = \"ABORTED\") || ($.detail.state = \"EXPIRED\") }"
    "restores-failed"     = "{ ($.detail-type = \"Restore Job State Change\") && ($.detail.status = \"FAILED\") }"
  }

  # straight to a topic
  events = {
    "release-failed" = {
      topic   = "urgent"
      pattern = { source = ["aws.ecs"], "detail-type" = ["ECS Deployment State Change"], detail = { eventName = ["SERVICE_DEPLOYMENT_FAILED"] } }
    }
    "database" = {
      topic   = "warning"
      pattern = { source = ["aws.rds"], "detail-type" = ["RDS DB Instance Event"], detail = { EventCategories = ["availability", "failover", "failure", "low storage", "recovery"] } }
    }
    "threat" = {
      topic   = "security"
      pattern = { source = ["aws.guardduty"], "detail-type" = ["GuardDuty Finding"], detail = { severity = [{ numeric = [">=", 4] }] } }
    }
    "image-weak" = {
      topic   = "security"
      pattern = { source = ["aws.ecr"], "detail-type" = ["ECR Image Scan"], detail = { "finding-severity-counts" = { CRITICAL = [{ numeric = [">", 0] }] } } }
    }
    "key-in-danger" = {
      topic   = "security"
      pattern = { source = ["aws.kms"], "detail-type" = ["AWS API Call via CloudTrail"], detail = { eventName = ["ScheduleKeyDeletion", "DisableKey", "PutKeyPolicy"] } }
    }
    "aws-trouble" = {
      topic   = "warning"
      pattern = { source = ["aws.health"], "detail-type" = ["AWS Health Event"] }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.events

  name          = "${var.name}-${each.key}"
  description   = "To the topic ${each.value.topic}"
  event_pattern = jsonencode(each.value.pattern)
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.events

  rule = aws_cloudwatch_event_rule.this[each.key].name
  arn  = aws_sns_topic.this[each.value.topic].arn
}

resource "aws_cloudwatch_event_rule" "backups" {
  name        = "${var.name}-backups"
  description = "Everything that AWS Backup did"

  event_pattern = jsonencode({
    source        = ["aws.backup"]
    "detail-type" = ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"]
  })
}

resource "aws_cloudwatch_event_target" "backups" {
  rule = aws_cloudwatch_event_rule.backups.name
  arn  = aws_cloudwatch_log_group.backups.arn
}

resource "aws_cloudwatch_log_group" "backups" {
  name              = "/aws/events/${var.name}-backups"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_cloudwatch_log_resource_policy" "backups" {
  policy_name = "${var.name}-backups"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["events.amazonaws.com", "delivery.logs.amazonaws.com"] }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "arn:aws:logs:${var.region}:${var.account_id}:log-group:/aws/events/${var.name}-backups:*"
    }]
  })
}

resource "aws_cloudwatch_log_metric_filter" "backups" {
  for_each = local.backup_figures

  name           = each.key
  log_group_name = aws_cloudwatch_log_group.backups.name
  pattern        = each.value

  metric_transformation {
    namespace = local.namespace
    name      = each.key
    value     = "1"
  }
}
