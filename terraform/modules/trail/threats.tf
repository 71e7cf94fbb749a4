# Looks for signs of an attack in the account, the network, the databases, the buckets and the running tasks.

locals {
  features = {
    S3_DATA_EVENTS     = []
    RDS_LOGIN_EVENTS   = []
    RUNTIME_MONITORING = ["ECS_FARGATE_AGENT_MANAGEMENT"]
  }
}

resource "aws_guardduty_detector" "this" {
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_guardduty_detector_feature" "this" {
  for_each = local.features

  detector_id = aws_guardduty_detector.this.id
  name        = each.key
  status      = "ENABLED"

  dynamic "additional_configuration" {
    for_each = each.value

    content {
      name   = additional_configuration.value
      status = "ENABLED"
    }
  }
}

# For the whole account: whatever is made later is closed too.
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}
