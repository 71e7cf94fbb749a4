# The nodes: saturation, and whether enough of them run.

locals {
  services = { web = var.web_min, worker = var.worker_min }

  node_alarms = merge([for service, fewest in local.services : {
    "${service}-too-few" = {
      level     = "urgent", means = "Fewer ${service} nodes run than there should be.", look = "events of the service and reason of the last stopped tasks."
      namespace = "ECS/ContainerInsights", metric = "RunningTaskCount", dimensions = { ClusterName = var.cluster, ServiceName = service }
      statistic = "Minimum", above = null, below = fewest, period = 60, times = 5, missing = "breaching"
    }
    "${service}-processor" = {
      level     = "warning", means = "The processors of the ${service} nodes are full though more were started.", look = "is the greatest number reached? Then raise it; otherwise the profile of one node."
      namespace = "AWS/ECS", metric = "CPUUtilization", dimensions = { ClusterName = var.cluster, ServiceName = service }
      statistic = "Average", above = 85, below = null, period = 300, times = 3, missing = "notBreaching"
    }
    "${service}-memory" = {
      level     = "warning", means = "The memory of the ${service} nodes is nearly full.", look = "memory since the last release."
      namespace = "AWS/ECS", metric = "MemoryUtilization", dimensions = { ClusterName = var.cluster, ServiceName = service }
      statistic = "Maximum", above = 90, below = null, period = 300, times = 3, missing = "notBreaching"
    }
    "${service}-errors" = {
      level     = "warning", means = "The ${service} nodes log errors.", look = "the log group for ERROR."
      namespace = local.namespace, metric = "errors-${service}", dimensions = null
      statistic = "Sum", above = 10, below = null, period = 300, times = 2, missing = "notBreaching"
    }
  }]...)

  namespace = "${var.name}/portal"
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  for_each = var.log_groups

  name           = "errors"
  log_group_name = each.value
  pattern        = "{ $.log.level = \"ERROR\" }"

  metric_transformation {
    namespace     = local.namespace
    name          = "errors-${each.key}"
    value         = "1"
    default_value = "0"
  }
}
