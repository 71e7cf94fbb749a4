# What people at the door notice: traffic, errors, slowness.

locals {
  balancer = { LoadBalancer = var.edge.balancer }
  targets  = { LoadBalancer = var.edge.balancer, TargetGroup = var.edge.targets }

  edge_alarms = {
    "slow" = {
      level     = "urgent", means = "One request in twenty takes longer than three seconds.", look = "database load, then processor of the web nodes, then the slow queries in its log."
      namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", dimensions = local.targets
      statistic = "p95", above = 3, below = null, period = 60, times = 5, missing = "notBreaching"
    }
    "no-healthy-node" = {
      level     = "urgent", means = "Fewer than two web nodes are healthy.", look = "events of the service web, then its log."
      namespace = "AWS/ApplicationELB", metric = "HealthyHostCount", dimensions = local.targets
      statistic = "Minimum", above = null, below = min(var.web_min, 2), period = 60, times = 3, missing = "breaching"
    }
    "unhealthy-nodes" = {
      level     = "warning", means = "A web node does not pass its health check.", look = "events of the service web."
      namespace = "AWS/ApplicationELB", metric = "UnHealthyHostCount", dimensions = local.targets
      statistic = "Maximum", above = 0, below = null, period = 60, times = 10, missing = "notBreaching"
    }
    "connections-refused" = {
      level     = "urgent", means = "The balancer refuses connections.", look = "traffic on the dashboard: is it an attack or a deadline?"
      namespace = "AWS/ApplicationELB", metric = "RejectedConnectionCount", dimensions = local.balancer
      statistic = "Sum", above = 0, below = null, period = 60, times = 3, missing = "notBreaching"
    }
    "nodes-refuse-lines" = {
      level     = "warning", means = "Lines between balancer and web nodes fail to encrypt.", look = "certificate of the web nodes in the parameters tls-certificate and tls-private-key."
      namespace = "AWS/ApplicationELB", metric = "TargetTLSNegotiationErrorCount", dimensions = local.balancer
      statistic = "Sum", above = 0, below = null, period = 300, times = 2, missing = "notBreaching"
    }
    "certificate-ends" = {
      level     = "warning", means = "The public certificate ends within 30 days and was not renewed.", look = "validation records of the certificate in Route 53."
      namespace = "AWS/CertificateManager", metric = "DaysToExpiry", dimensions = { CertificateArn = var.edge.certificate }
      statistic = "Minimum", above = null, below = 30, period = 86400, times = 1, missing = "ignore"
    }
    "firewall-blocks" = {
      level     = "warning", means = "Far more requests than usual are refused by the firewall.", look = "its log group by rule and address: an attack, or a rule that stops people."
      namespace = "AWS/WAFV2", metric = "BlockedRequests", dimensions = { WebACL = var.edge.firewall, Region = var.region, Rule = "ALL" }
      statistic = "Sum", above = 2000, below = null, period = 300, times = 3, missing = "notBreaching"
    }
    "journey-fails" = {
      level     = "urgent", means = "The canary cannot sign in and walk a member's journey.", look = "screenshot and log of its last run in Synthetics."
      namespace = "CloudWatchSynthetics", metric = "SuccessPercent", dimensions = { CanaryName = var.canary }
      statistic = "Average", above = null, below = 100, period = 600, times = 2, missing = "breaching"
    }
  }
}
