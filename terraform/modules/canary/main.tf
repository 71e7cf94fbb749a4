# Walks a member's journey every ten minutes from outside, over the public address, as people come.

locals {
  # made by package.sh; a changed journey has another name, so that it is sent anew
  zip = "${path.module}/build/${substr(filesha256("${path.module}/journey/journey.js"), 0, 12)}.zip"
}

resource "aws_synthetics_canary" "this" {
  name                 = var.name
  runtime_version      = var.runtime_version
  handler              = "journey.handler"
  zip_file             = local.zip
  execution_role_arn   = aws_iam_role.this.arn
  artifact_s3_location = "s3://${var.artifacts_bucket}/canary/"
  start_canary         = true
  delete_lambda        = true

  success_retention_period = 7
  failure_retention_period = 31

  schedule {
    expression = "rate(10 minutes)"
  }

  run_config {
    timeout_in_seconds = 120
    memory_in_mb       = 1536
    active_tracing     = false

    environment_variables = {
      ADDRESS            = "https://${var.domain_name}"
      NUMBER_PARAMETER   = var.number_parameter
      PASSWORD_PARAMETER = var.password_parameter
    }
  }

  artifact_config {
    s3_encryption {
      encryption_mode = "SSE_KMS"
      kms_key_arn     = var.artifacts_kms_key_arn
    }
  }
}

resource "aws_iam_role" "this" {
  name        = "${var.name}-canary"
  description = "The canary reads its account's password and writes what it saw"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "walk"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::${var.artifacts_bucket}/canary/*"
      },
      {
        Effect   = "Allow"
        Action   = "s3:GetBucketLocation"
        Resource = "arn:aws:s3:::${var.artifacts_bucket}"
      },
      {
        Effect   = "Allow"
        Action   = "s3:ListAllMyBuckets"
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = var.artifacts_kms_key_arn
      },
      {
        Effect    = "Allow"
        Action    = "cloudwatch:PutMetricData"
        Resource  = "*"
        Condition = { StringEquals = { "cloudwatch:namespace" = "CloudWatchSynthetics" } }
      },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:${var.region}:${var.account_id}:log-group:/aws/lambda/cwsyn-${var.name}-*"
      },
      {
        Effect = "Allow"
        Action = "ssm:GetParameters"
        Resource = [for parameter in [var.number_parameter, var.password_parameter] :
        "arn:aws:ssm:${var.region}:${var.account_id}:parameter${parameter}"]
      },
      {
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.secrets_kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "ssm.${var.region}.amazonaws.com" } }
      },
    ]
  })
}
