# What people and programs did with the account itself, written where it cannot be taken back, and what looks wrong in it.

resource "aws_cloudtrail" "this" {
  name                          = var.name
  s3_bucket_name                = var.bucket
  s3_key_prefix                 = "trail"
  kms_key_id                    = var.kms_key_arn
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.this.arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.this.arn

  advanced_event_selector {
    name = "Everything done to the account"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "Every look at documents, backups and the audit archive"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = [for bucket in var.watched_buckets : "arn:aws:s3:::${bucket}/"]
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/cloudtrail/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_iam_role" "this" {
  name        = "${var.name}-trail"
  description = "CloudTrail writes to its log group"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "write"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.this.arn}:*"
    }]
  })
}

# Uses of rights that should be rare.
locals {
  rare = {
    "root-used"        = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }"
    "no-second-factor" = "{ $.eventName = \"ConsoleLogin\" && $.responseElements.ConsoleLogin = \"Success\" && $.additionalEventData.MFAUsed != \"Yes\" && $.userIdentity.type = \"IAMUser\" }"
    "trail-changed"    = "{ $.eventName = StopLogging || $.eventName = DeleteTrail || $.eventName = UpdateTrail || $.eventName = PutEventSelectors }"
    "rights-changed"   = "{ $.eventName = AttachRolePolicy || $.eventName = PutRolePolicy || $.eventName = CreateUser || $.eventName = CreateAccessKey || $.eventName = AttachUserPolicy || $.eventName = CreatePolicyVersion }"
    "network-opened"   = "{ $.eventName = AuthorizeSecurityGroupIngress || $.eventName = CreateInternetGateway || $.eventName = AttachInternetGateway || $.eventName = CreateRoute }"
    "bucket-opened"    = "{ $.eventSource = \"s3.amazonaws.com\" && ($.eventName = PutBucketPolicy || $.eventName = DeleteBucketPolicy || $.eventName = PutBucketPublicAccessBlock || $.eventName = DeletePublicAccessBlock || $.eventName = PutBucketAcl) }"
  }
}

resource "aws_cloudwatch_log_metric_filter" "rare" {
  for_each = local.rare

  name           = each.key
  log_group_name = aws_cloudwatch_log_group.this.name
  pattern        = each.value

  metric_transformation {
    namespace = "${var.name}/account"
    name      = each.key
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "rare" {
  for_each = local.rare

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "In the account, ${replace(each.key, "-", " ")}: was it planned? First look: the log group of CloudTrail. Then: docs/operations/runbooks/rare-rights.md"
  namespace           = "${var.name}/account"
  metric_name         = each.key
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]
}
