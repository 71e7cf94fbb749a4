# One page for whoever is called at night: the door, the nodes, the data, the work that waits.

locals {
  widgets = [for widget in local.all_widgets : widget if length(widget.metrics) > 0]

  all_widgets = [
    { title = "Requests, failures", metrics = [
      ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.edge.balancer, { stat = "Sum" }],
      [".", "HTTPCode_Target_5XX_Count", ".", ".", { stat = "Sum" }],
      [".", "HTTPCode_ELB_5XX_Count", ".", ".", { stat = "Sum" }],
      [".", "HTTPCode_Target_4XX_Count", ".", ".", { stat = "Sum" }],
    ] },
    { title = "Time to answer", metrics = [
      ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.edge.balancer, { stat = "p50" }],
      ["...", { stat = "p95" }],
      ["...", { stat = "p99" }],
    ] },
    { title = "Member's journey", metrics = [
      ["CloudWatchSynthetics", "SuccessPercent", "CanaryName", var.canary, { stat = "Average" }],
      [".", "Duration", ".", ".", { stat = "Average", yAxis = "right" }],
    ] },
    { title = "Nodes", metrics = [
      ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", var.cluster, "ServiceName", "web", { stat = "Average" }],
      ["...", "worker", { stat = "Average" }],
      ["AWS/ApplicationELB", "HealthyHostCount", "LoadBalancer", var.edge.balancer, "TargetGroup", var.edge.targets, { stat = "Minimum" }],
    ] },
    { title = "Processor and memory of the nodes", metrics = [
      ["AWS/ECS", "CPUUtilization", "ClusterName", var.cluster, "ServiceName", "web", { stat = "Average" }],
      ["...", "worker", { stat = "Average" }],
      ["AWS/ECS", "MemoryUtilization", "ClusterName", var.cluster, "ServiceName", "web", { stat = "Maximum" }],
      ["...", "worker", { stat = "Maximum" }],
    ] },
    { title = "Work that waits: 0 good, 1 late, 2 broken", metrics = [
      for check in ["jobs", "events", "bank-files-to-send", "open-items", "mail-to-send", "documents-to-scan", "documents-to-read", "audit-to-chain"] :
      [local.namespace, "check-${check}", { stat = "Maximum", label = check }] if var.health_reports
    ] },
    { title = "Other systems: 0 good, 1 late, 2 broken", metrics = [
      for check in ["database", "redis", "document-store", "virus-scanner", "hr-system", "bank", "mail"] :
      [local.namespace, "check-${check}", { stat = "Maximum", label = check }] if var.health_reports
    ] },
    { title = "Sentences of the log that stand for trouble", metrics = [
      for sentence in keys(local.sentences) : [local.namespace, sentence, { stat = "Sum", period = 300 }]
    ] },
    { title = "Load of the database", metrics = [
      ["AWS/RDS", "DBLoad", "DBInstanceIdentifier", var.database.identifier, { stat = "Average" }],
      [".", "CPUUtilization", ".", ".", { stat = "Average", yAxis = "right" }],
    ] },
    { title = "Connections and storage of the database", metrics = [
      ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", var.database.identifier, { stat = "Maximum" }],
      [".", "FreeStorageSpace", ".", ".", { stat = "Minimum", yAxis = "right" }],
    ] },
    { title = "Cache", metrics = concat(
      [for node in local.caches : ["AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "CacheClusterId", node, { stat = "Maximum" }]],
      [for node in local.caches : ["AWS/ElastiCache", "CurrConnections", "CacheClusterId", node, { stat = "Maximum", yAxis = "right" }]],
    ) },
    { title = "Firewall", metrics = [
      ["AWS/WAFV2", "BlockedRequests", "WebACL", var.edge.firewall, "Region", var.region, "Rule", "ALL", { stat = "Sum" }],
      [".", "AllowedRequests", ".", ".", ".", ".", ".", ".", { stat = "Sum" }],
    ] },
    { title = "Backups", metrics = [
      [local.namespace, "backups-of-database", { stat = "Sum", period = 86400 }],
      [".", "backups-failed", { stat = "Sum", period = 86400 }],
      [".", "restores-failed", { stat = "Sum", period = 86400 }],
    ] },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = concat(
      [for i, widget in local.widgets : {
        type   = "metric"
        x      = (i % 3) * 8
        y      = floor(i / 3) * 6
        width  = 8
        height = 6
        properties = {
          title   = widget.title
          metrics = widget.metrics
          region  = var.region
          period  = 60
          view    = "timeSeries"
        }
      }],
      [{
        type   = "alarm"
        x      = 0
        y      = 24
        width  = 24
        height = 6
        properties = {
          title  = "Alarms"
          alarms = [for key in sort(keys(local.alarms)) : "arn:aws:cloudwatch:${var.region}:${var.account_id}:alarm:${var.name}-${key}"]
        }
      }],
    )
  })
}
