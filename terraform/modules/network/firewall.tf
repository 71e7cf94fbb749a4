# Who talks to whom, in one table. Each line becomes a rule out of one group and a rule into the other; nothing else is open.

locals {
  groups = {
    balancer  = "takes requests of browsers and programs"
    web       = "serves pages and the API"
    worker    = "does the jobs, talks to other systems, scans documents"
    database  = "PostgreSQL"
    cache     = "sessions and throttles"
    anchors   = "file system with the anchors of the audit trail"
    endpoints = "AWS without the internet"
    operators = "a shell of an operator inside the network"
  }

  anywhere = "0.0.0.0/0"

  rules = merge(
    {
      "internet-balancer-https" = { from_cidr = local.anywhere, to = "balancer", port = 443, why = "pages and API" }
      "internet-balancer-http"  = { from_cidr = local.anywhere, to = "balancer", port = 80, why = "led to HTTPS" }
      "balancer-web"            = { from = "balancer", to = "web", port = var.web_port, why = "requests and health" }
      "web-database"            = { from = "web", to = "database", port = 5432, why = "PostgreSQL over TLS" }
      "worker-database"         = { from = "worker", to = "database", port = 5432, why = "PostgreSQL over TLS" }
      "operators-database"      = { from = "operators", to = "database", port = 5432, why = "first set-up and repair" }
      "web-cache"               = { from = "web", to = "cache", port = 6379, why = "sessions and throttles over TLS" }
      "worker-cache"            = { from = "worker", to = "cache", port = 6379, why = "sessions and throttles over TLS" }
      "web-anchors"             = { from = "web", to = "anchors", port = 2049, why = "reads the anchors" }
      "worker-anchors"          = { from = "worker", to = "anchors", port = 2049, why = "writes the anchors" }
      "web-scanner"             = { from = "web", to = "worker", port = 3310, why = "asks whether the virus scanner answers" }
      "worker-scanner"          = { from = "worker", to = "worker", port = 3310, why = "the look at everything asks it too" }
      "web-endpoints"           = { from = "web", to = "endpoints", port = 443, why = "images, keys, logs, parameters" }
      "worker-endpoints"        = { from = "worker", to = "endpoints", port = 443, why = "images, keys, logs, parameters" }
      "operators-endpoints"     = { from = "operators", to = "endpoints", port = 443, why = "parameters" }
      "operators-internet"      = { from = "operators", to_cidr = local.anywhere, port = 443, why = "packages of the shell" }
    },
    # HR system, bank, SMS and mail; signatures of viruses. Web nodes have no way out.
    { for port in var.outgoing_ports : "worker-internet-${port}" => {
      from = "worker", to_cidr = local.anywhere, port = port, why = "other systems"
    } },
    { for group in ["web", "worker"] : "${group}-guardduty" => {
      from = group, to_cidr = var.cidr, port = 443, why = "the endpoint that GuardDuty makes for its agent, in a group of its own"
    } },
    { for group in ["web", "worker"] : "${group}-s3" => {
      from = group, to_list = aws_vpc_endpoint.s3.prefix_list_id, port = 443, why = "documents and layers of images"
    } },
  )

  open_to_the_internet = [for key, rule in local.rules : "${rule.to}:${rule.port}" if try(rule.from_cidr, null) == local.anywhere]
}

resource "aws_security_group" "this" {
  for_each = local.groups

  name                   = "${var.name}-${each.key}"
  description            = each.value
  vpc_id                 = aws_vpc.this.id
  revoke_rules_on_delete = true
  tags                   = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for key, rule in local.rules : key => rule if can(rule.to) }

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = can(each.value.from) ? aws_security_group.this[each.value.from].id : null
  cidr_ipv4                    = try(each.value.from_cidr, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = { for key, rule in local.rules : key => rule if can(rule.from) }

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = can(each.value.to) ? aws_security_group.this[each.value.to].id : null
  cidr_ipv4                    = try(each.value.to_cidr, null)
  prefix_list_id               = try(each.value.to_list, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}
