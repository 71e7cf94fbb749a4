output "topic_arns" {
  description = "Topics by what they are for."
  value       = { for key, topic in aws_sns_topic.this : key => topic.arn }
}

output "rollback_alarm" {
  description = "Alarm that takes a release back."
  value       = aws_cloudwatch_metric_alarm.errors["errors-rolled"].alarm_name
}

output "overdue_jobs" {
  description = "Figure by which workers are added: 0 good, 1 late, 2 broken; null without reports."
  value       = var.health_reports ? { namespace = local.namespace, metric = "check-jobs" } : null
}

output "facts" {
  description = "What tests hold about alarms and topics."
  value = {
    runbooks         = toset([for books in values(local.runbooks) : books[0]])
    alarms           = { for key, alarm in local.alarms : key => alarm.level }
    escalated        = keys(aws_cloudwatch_metric_alarm.escalated)
    events           = { for key, event in local.events : key => event.topic }
    topics_encrypted = { for key, topic in aws_sns_topic.this : key => topic.kms_master_key_id != "" }
    filters_on_web   = length(local.check_lines) + length(local.sentences) + 1
  }
}
