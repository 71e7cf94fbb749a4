# What only the portal knows: sentences of its log, and (var.health_reports) a task that looks every five minutes at
# everything the portal needs and at all work that waits. Each line of its table becomes a figure: 0 good, 1 late,
# 2 broken.

locals {
  checks = var.health_reports ? local.known_checks : {}

  known_checks = {
    "database"           = "PostgreSQL does not answer the portal."
    "disk"               = "The disk of a node is nearly full."
    "redis"              = "The cache does not answer: nobody can sign in."
    "jobs"               = "Jobs wait longer than they should."
    "jobs-failing"       = "Jobs fail again and again."
    "events"             = "What follows a change (notices, queues, vouchers) waits in the outbox."
    "audit-to-chain"     = "Entries of the audit trail wait to be chained."
    "audit-checked"      = "The audit trail was not looked through, or is broken."
    "bank"               = "The bank's channel does not answer."
    "bank-files-to-send" = "Released payments did not reach the bank."
    "open-items"         = "Lines of the bank could not be matched with payments and wait for a person."
    "money-checked"      = "The totals of money were not compared, or differ."
    "sap-to-post"        = "Postings wait for SAP, or were refused by it."
    "hr-system"          = "The HR system does not answer."
    "hr-system-read"     = "People were not brought up to date from the HR system."
    "mail"               = "The mail server does not answer."
    "mail-to-send"       = "E-mails wait to be sent."
    "document-store"     = "Documents cannot be reached."
    "virus-scanner"      = "The virus scanner does not answer: new documents cannot be opened."
    "documents-to-scan"  = "Documents wait to be scanned."
    "documents-to-read"  = "Documents wait to be read."
  }

  states = { good = 0, unused = 0, late = 1, broken = 2 }

  check_lines = merge([for check in keys(local.checks) : { for state, value in local.states : "${check} ${state}" => {
    check = check
    value = value
    # as the portal prints its table
    phrase = format("%-20s %-7s ", check, state)
  } }]...)

  # sentences of the log that stand for something which must not happen, or not often: more than "most" in "period" seconds
  sentences = {
    "money-differs"     = { level = "urgent", phrase = "Money differs at", most = 0, period = 300, means = "The same money is not found at every level." }
    "trail-tampered"    = { level = "urgent", phrase = "The audit trail was tampered with", most = 0, period = 300, means = "The audit trail is not what was chained." }
    "voucher-refused"   = { level = "urgent", phrase = "No voucher for\" \"it is not what was approved", most = 0, period = 300, means = "An approved application is not what was approved." }
    "values-unreadable" = { level = "urgent", phrase = "sealed values do not open", most = 0, period = 300, means = "Encrypted values cannot be opened." }
    "payments-stuck"    = { level = "urgent", phrase = "could not be delivered yet", most = 3, period = 3600, means = "Released payments do not reach the bank." }
    "bank-away"         = { level = "urgent", phrase = "The bank's outbox cannot be read", most = 10, period = 900, means = "The bank's channel does not answer: nothing is reconciled." }
    "hr-system-away"    = { level = "warning", phrase = "Synchronisation\" \"failed", most = 0, period = 3600, means = "People were not brought up to date from the HR system." }
    "scanner-away"      = { level = "urgent", phrase = "The virus scanner does not answer", most = 0, period = 300, means = "New documents cannot be opened." }
    "codes-unsent"      = { level = "urgent", phrase = "A one-time code could not be sent", most = 5, period = 300, means = "One-time codes do not go out: nobody new can sign in." }
    "circuit-open"      = { level = "warning", phrase = "is left in peace for a while", most = 2, period = 900, means = "The bank, the SMS gateway or SAP fails too often and is left in peace." }
    "mail-given-up"     = { level = "warning", phrase = "is given up", most = 0, period = 300, means = "An e-mail was given up." }
    "throttle-alone"    = { level = "warning", phrase = "The shared throttle does not answer", most = 0, period = 300, means = "Each node counts tries at the door alone." }
    "virus-found"       = { level = "warning", phrase = "is kept away", most = 0, period = 300, means = "A document was kept away." }
  }

  business_alarms = merge(
    { for check, means in local.checks : "${check}-late" => {
      level     = "warning", means = means, look = "the line ${check} of the last report in the log of the web nodes."
      namespace = local.namespace, metric = "check-${check}", dimensions = null
      statistic = "Maximum", above = 0, below = null, period = 300, times = 3, missing = "notBreaching"
    } },
    { for check, means in local.checks : "${check}-broken" => {
      level     = "urgent", means = means, look = "the line ${check} of the last report in the log of the web nodes."
      namespace = local.namespace, metric = "check-${check}", dimensions = null
      statistic = "Maximum", above = 1, below = null, period = 300, times = 2, missing = "notBreaching"
    } },
    { for sentence, spec in local.sentences : sentence => {
      level     = spec.level, means = spec.means, look = "the log groups for: ${replace(spec.phrase, "\" \"", " ... ")}."
      namespace = local.namespace, metric = sentence, dimensions = null
      statistic = "Sum", above = spec.most, below = null, period = spec.period, times = 1, missing = "notBreaching"
    } },
    { for alarm in var.health_reports ? ["nobody-looks"] : [] : alarm => {
      level     = "urgent", means = "The task that looks at everything does not run: no alarm about work that waits can come.", look = "the schedule check-health and its last task."
      namespace = local.namespace, metric = "check-database", dimensions = null
      statistic = "SampleCount", above = null, below = 1, period = 900, times = 2, missing = "breaching"
    } },
  )
}

resource "aws_cloudwatch_log_metric_filter" "checks" {
  for_each = local.check_lines

  name           = "check ${each.key}"
  log_group_name = var.log_groups["web"]
  pattern        = "\"${each.value.phrase}\""

  metric_transformation {
    namespace = local.namespace
    name      = "check-${each.value.check}"
    value     = each.value.value
  }
}

resource "aws_cloudwatch_log_metric_filter" "sentences" {
  for_each = merge([for service, group in var.log_groups : {
    for sentence, spec in local.sentences : "${service} ${sentence}" => { group = group, sentence = sentence, phrase = spec.phrase }
  }]...)

  name           = each.value.sentence
  log_group_name = each.value.group
  pattern        = "\"${each.value.phrase}\""

  metric_transformation {
    namespace = local.namespace
    name      = each.value.sentence
    value     = "1"
  }
}

# The task of a web node with the network of a worker: it reaches the other systems, and does no jobs.
resource "aws_scheduler_schedule" "checks" {
  count = var.health_reports ? 1 : 0

  name                         = "${var.name}-check-health"
  description                  = "Looks at everything the portal needs and at all work that waits"
  schedule_expression          = "rate(5 minutes)"
  schedule_expression_timezone = "Asia/Kolkata"
  kms_key_arn                  = var.alerts_kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = var.check_task.cluster_arn
    role_arn = aws_iam_role.checks[0].arn

    ecs_parameters {
      task_definition_arn     = "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${var.check_task.family}"
      launch_type             = "FARGATE"
      task_count              = 1
      enable_ecs_managed_tags = true
      propagate_tags          = "TASK_DEFINITION"

      network_configuration {
        subnets          = var.check_task.subnet_ids
        security_groups  = [var.check_task.security_group_id]
        assign_public_ip = false
      }
    }

    input = jsonencode({ containerOverrides = [{ name = "portal", command = ["--check-health"] }] })

    retry_policy {
      maximum_retry_attempts       = 0
      maximum_event_age_in_seconds = 60
    }
  }
}

resource "aws_iam_role" "checks" {
  count = var.health_reports ? 1 : 0

  name        = "${var.name}-check-health"
  description = "The schedule starts the task that looks at everything"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "checks" {
  count = var.health_reports ? 1 : 0

  name = "start"
  role = aws_iam_role.checks[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "ecs:RunTask"
        Resource = [for revision in ["", ":*"] : "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${var.check_task.family}${revision}"]
        Condition = {
          ArnEquals = { "ecs:cluster" = var.check_task.cluster_arn }
        }
      },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = var.check_task.role_arns
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Effect   = "Allow"
        Action   = "ecs:TagResource"
        Resource = "arn:aws:ecs:${var.region}:${var.account_id}:task/*"
        Condition = {
          StringEquals = { "ecs:CreateAction" = "RunTask" }
        }
      },
      {
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.alerts_kms_key_arn
      },
    ]
  })
}
