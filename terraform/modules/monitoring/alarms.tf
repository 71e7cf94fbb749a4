# All alarms of figures that AWS or the portal gives, from the tables of this folder.

locals {
  alarms = merge(local.edge_alarms, local.node_alarms, local.data_alarms, local.business_alarms, local.safety_alarms)

  # how much longer an urgent alarm has to hold before it goes further up
  half_an_hour = 1800

  # what to do: docs/operations/runbooks/<name>.md; kindred alarms share one
  kindred = merge(
    { for check in keys(local.known_checks) : "${check}-late" => check },
    { for check in keys(local.known_checks) : "${check}-broken" => check },
    merge([for service in keys(local.services) : {
      for what in ["too-few", "processor", "memory", "errors"] : "${service}-${what}" => "nodes-${what}"
    }]...),
    merge([for node in local.caches : {
      for what in ["memory", "processor", "evicts"] : "cache-${what}-${node}" => "cache-${what}"
    }]...),
    merge([for bucket in keys(var.replicated_buckets) : {
      for what in ["not-copied", "copied-late"] : "${bucket}-${what}" => "bucket-${what}"
    }]...),
  )

  runbooks = {
    for alarm in concat(keys(local.alarms), keys(local.kindred)) : alarm => "docs/operations/runbooks/${lookup(local.kindred, alarm, alarm)}.md"...
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value.means} First look: ${each.value.look} Then: ${local.runbooks[each.key][0]}"

  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  comparison_operator = each.value.above != null ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = each.value.above != null ? each.value.above : each.value.below
  period              = each.value.period
  evaluation_periods  = each.value.times
  datapoints_to_alarm = each.value.times
  treat_missing_data  = each.value.missing

  alarm_actions = [aws_sns_topic.this[each.value.level].arn]
  ok_actions    = each.value.level == "urgent" ? [aws_sns_topic.this[each.value.level].arn] : []
}

resource "aws_cloudwatch_metric_alarm" "escalated" {
  for_each = { for key, alarm in local.alarms : key => alarm if alarm.level == "urgent" }

  alarm_name        = "${var.name}-${each.key}-unmended"
  alarm_description = "Half an hour after the alarm ${each.key} it still holds. ${each.value.means} What to do: ${local.runbooks[each.key][0]}"

  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  comparison_operator = each.value.above != null ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = each.value.above != null ? each.value.above : each.value.below
  period              = each.value.period
  evaluation_periods  = each.value.times + ceil(local.half_an_hour / each.value.period)
  datapoints_to_alarm = each.value.times + ceil(local.half_an_hour / each.value.period)
  treat_missing_data  = each.value.missing

  alarm_actions = [aws_sns_topic.this["escalation"].arn]
}

# A share, not a number: ten errors mean one thing at noon and another at night.
resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = {
    "errors"        = { level = "urgent", times = 3 }
    "errors-rolled" = { level = null, times = 2 } # takes a release back by itself
  }

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "More than 1 in 100 requests fail. First look: the log group of the web nodes for ERROR, and what was released last. Then: docs/operations/runbooks/errors.md"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  evaluation_periods  = each.value.times
  datapoints_to_alarm = each.value.times
  treat_missing_data  = "notBreaching"
  alarm_actions       = each.value.level == null ? [] : [aws_sns_topic.this[each.value.level].arn]
  ok_actions          = each.value.level == null ? [] : [aws_sns_topic.this[each.value.level].arn]

  metric_query {
    id          = "share"
    expression  = "IF(requests > 20, 100 * (FILL(failed, 0) + FILL(unreached, 0)) / requests, 0)"
    label       = "percent of requests that fail"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = {
      requests  = "RequestCount"
      failed    = "HTTPCode_Target_5XX_Count"
      unreached = "HTTPCode_ELB_5XX_Count"
    }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = { LoadBalancer = var.edge.balancer }
        stat        = "Sum"
        period      = 60
      }
    }
  }
}
