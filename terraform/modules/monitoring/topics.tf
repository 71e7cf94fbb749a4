# Where alarms go. Urgent ones call whoever is on duty at once, and who stands above them when half an hour later they
# still hold. Warnings are read in the morning. Security findings go to the security officer too.

locals {
  topics = {
    urgent     = "people must act now"
    escalation = "urgent, and not mended within half an hour"
    warning    = "to be looked at on the next working day"
    security   = "findings of GuardDuty, and uses of rights that should be rare"
  }

  subscriptions = merge([for topic, people in var.people : merge(
    { for address in people.emails : "${topic} ${address}" => { topic = topic, protocol = "email", endpoint = address } },
    { for number in people.phones : "${topic} ${number}" => { topic = topic, protocol = "sms", endpoint = number } },
  )]...)
}

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = "${var.name}-${each.key}"
  display_name      = "LTET ${var.environment} ${each.key}"
  kms_master_key_id = var.alerts_kms_key_arn
}

resource "aws_sns_topic_policy" "this" {
  for_each = aws_sns_topic.this

  arn = each.value.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ServicesOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }
        Action    = "sns:Publish"
        Resource  = each.value.arn
        Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
      },
      {
        # knows no conditions
        Sid       = "Events"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = each.value.arn
      },
      {
        Sid       = "EncryptedLinesOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = each.value.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "this" {
  for_each = local.subscriptions

  topic_arn = aws_sns_topic.this[each.value.topic].arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}
