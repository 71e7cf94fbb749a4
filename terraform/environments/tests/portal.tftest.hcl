# What matters in every environment, whatever its size. Run in environments/<name>; asks no account, changes nothing.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "000000000000" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["ap-south-1a", "ap-south-1b", "ap-south-1c"] }
  }
}

run "nothing_is_public_but_the_balancer" {
  command = plan

  assert {
    condition     = toset(output.portal.facts.network.open_to_the_internet) == toset(["balancer:443", "balancer:80"])
    error_message = "The internet reaches the balancer on 443 and 80, and nothing else."
  }

  assert {
    condition = (
      !output.portal.facts.network.public_addresses && !output.portal.facts.database.public &&
      !output.portal.facts.web.public_address && !output.portal.facts.worker.public_address
    )
    error_message = "No node, no database and no subnet gives out public addresses."
  }

  assert {
    condition     = alltrue([for bucket in output.portal.facts.buckets : bucket.closed])
    error_message = "Every bucket is closed to the public."
  }

  assert {
    condition = toset(output.portal.facts.edge.firewall_rules) == toset([
      "rate-doors", "rate-all", "AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet", "bodies", "remote-files",
    ])
    error_message = "The firewall before the balancer has all its rules."
  }
}

run "files_get_through_the_firewall" {
  command = plan

  assert {
    condition = alltrue([for route in yamldecode(split("\n---\n", file("../../../app/src/main/resources/application.yaml"))[0]).portal.requests.routes : anytrue([
      for path in output.portal.facts.edge.upload_paths : can(regex(path, replace(route.path, "*", "01997e8a")))
    ])])
    error_message = "A route of the portal that takes files is refused by rules that look at bodies: add it to upload_paths."
  }

  assert {
    condition     = !anytrue([for path in output.portal.facts.edge.upload_paths : anytrue([for other in ["/sign-in", "/applications/1/edit/details/more", "/payments/reconciliation/items/1", "/settings"] : can(regex(path, other))])])
    error_message = "Where no files are taken, findings in bodies are refused."
  }
}

run "everything_is_encrypted_where_it_lies" {
  command = plan

  assert {
    condition     = alltrue([for name, bucket in output.portal.facts.buckets : bucket.encryption == (name == "access-logs" ? "AES256" : "aws:kms")])
    error_message = "Buckets are encrypted under keys of their own; access logs under S3's, as AWS writes them in no other way."
  }

  assert {
    condition = (
      output.portal.facts.database.encrypted && output.portal.facts.cache.encrypted_at_rest && output.portal.facts.anchors.encrypted &&
      alltrue([for repository in output.portal.facts.registry : repository.encryption == "KMS"])
    )
    error_message = "Database, cache, anchors and images are encrypted."
  }

  assert {
    condition     = alltrue(values(output.portal.facts.keys)) && length(output.portal.facts.keys) == 12
    error_message = "There is a key for each purpose, and each gets new material by itself."
  }
}

run "everything_is_encrypted_on_its_way" {
  command = plan

  assert {
    condition = (
      output.portal.facts.edge.https == "HTTPS 443" && output.portal.facts.edge.plain_http == "redirect to HTTPS" &&
      output.portal.facts.edge.tls_policy == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" && output.portal.facts.edge.to_web_nodes == "HTTPS"
    )
    error_message = "TLS 1.2 or 1.3 with forward secrecy at the door, plain HTTP is led there, and nodes are spoken to over TLS."
  }

  assert {
    condition     = output.portal.facts.database.forced_tls && output.portal.facts.cache.tls == "true required"
    error_message = "Database and cache refuse plain lines."
  }

  assert {
    condition     = alltrue([for bucket in output.portal.facts.buckets : bucket.tls_only])
    error_message = "Buckets refuse plain lines."
  }
}

run "sizes_are_such_as_fargate_has" {
  command = plan

  assert {
    condition     = alltrue([for node in [output.portal.facts.web, output.portal.facts.worker] : contains([1024, 2048, 4096, 8192], node.cpu) && node.memory >= 2 * node.cpu && node.memory <= 8 * node.cpu && node.memory % 1024 == 0])
    error_message = "From one processor on, a task has 2 to 8 GiB for each, in whole GiB."
  }

  assert {
    condition     = (output.portal.facts.web.max + output.portal.facts.worker.max + 1) * 26 * 2 < output.portal.facts.connections
    error_message = "The database has connections for the greatest number of nodes during a release."
  }
}

run "nodes_are_replaced_safely_and_grow" {
  command = plan

  assert {
    condition     = alltrue([for node in [output.portal.facts.web, output.portal.facts.worker] : node.circuit_breaker == "true true" && node.read_only_root && node.min >= 1 && node.max > node.min])
    error_message = "A release that does not come up is taken back; nodes write to volumes only; there is room to grow."
  }

  assert {
    condition     = contains(output.portal.facts.web.scales_on, "requests") && contains(output.portal.facts.worker.scales_on, "cpu")
    error_message = "Web nodes are added for requests and load, workers for load."
  }
}

run "no_secret_is_a_plain_setting" {
  command = plan

  assert {
    condition     = length([for setting in concat(output.portal.facts.web.settings, output.portal.facts.worker.settings) : setting if can(regex("PASSWORD|PRIVATEKEY|TOKEN|REDIS_URL|DEBTOR_ACCOUNT", setting))]) == 0
    error_message = "Passwords, keys and tokens are parameters."
  }

  assert {
    condition     = contains(output.portal.facts.web.secrets, "SPRING_DATASOURCE_PASSWORD") && output.portal.facts.database.password_kept_by_rds
    error_message = "Nodes read their password from a parameter; the master's is kept by RDS."
  }
}

run "what_is_lost_can_be_had_again" {
  command = plan

  assert {
    condition     = alltrue([for bucket in output.portal.facts.buckets : bucket.versioned])
    error_message = "Every bucket keeps versions."
  }

  assert {
    condition     = alltrue([for name in ["documents", "audit", "backups"] : output.portal.facts.buckets[name].replicated])
    error_message = "Documents, audit archive and backups are copied to the second region."
  }

  assert {
    condition     = output.portal.facts.database.recovery_days >= 7 && output.portal.facts.backup.copied && output.portal.facts.backup.locked
    error_message = "The database goes back to any minute of a week; backups are copied to the second region and locked."
  }

  assert {
    condition     = output.portal.facts.buckets["audit"].locked != null && output.portal.facts.buckets["audit-replica"].locked != null
    error_message = "The audit archive and its copy are written once."
  }
}

run "images_are_what_was_built" {
  command = plan

  assert {
    condition     = alltrue([for repository in output.portal.facts.registry : repository.immutable && repository.scan_on_push])
    error_message = "Tags are never moved; images are looked through when they are pushed."
  }
}

run "somebody_hears_of_it" {
  command = plan

  assert {
    condition = length(setsubtract([
      "errors", "slow", "no-healthy-node", "connections-refused", "web-too-few", "worker-too-few", "database-load", "database-connections",
      "database-storage", "journey-fails", "payments-stuck", "bank-away", "hr-system-away", "scanner-away", "codes-unsent", "money-differs",
      "trail-tampered", "no-backup", "backup-failed", "restore-test-failed", "documents-not-copied", "certificate-ends",
    ], concat(keys(output.portal.facts.monitoring.alarms), ["errors"]))) == 0
    error_message = "There is an alarm for each golden signal and for each business matter."
  }

  assert {
    condition     = alltrue([for alarm, level in output.portal.facts.monitoring.alarms : contains(output.portal.facts.monitoring.escalated, alarm) if level == "urgent"])
    error_message = "Each urgent alarm goes further up when it is not mended."
  }

  assert {
    condition     = alltrue([for runbook in output.portal.facts.monitoring.runbooks : fileexists("../../../${runbook}")])
    error_message = "Each alarm names a runbook that is there."
  }

  assert {
    condition     = output.portal.facts.monitoring.filters_on_web <= 100
    error_message = "A log group has at most 100 metric filters."
  }

  assert {
    condition     = output.portal.facts.trail.all_regions && output.portal.facts.trail.validated && output.portal.facts.trail.watching && output.portal.facts.network.flow_logs == "ALL"
    error_message = "Everything done to the account and all traffic is written down and looked at."
  }
}

run "prod_bears_the_loss_of_a_zone_and_of_a_mistake" {
  command = plan

  assert {
    condition = output.portal.facts.environment != "prod" || (
      output.portal.facts.database.deletion_protection && output.portal.facts.edge.deletion_protection
    )
    error_message = "In prod, database and balancer refuse deletion."
  }

  assert {
    condition = output.portal.facts.environment != "prod" || (
      output.portal.facts.database.multi_az && output.portal.facts.cache.failover && output.portal.facts.web.min >= 3 &&
      output.portal.facts.worker.min >= 2 && output.portal.facts.network.nat_gateways == 3
    )
    error_message = "In prod, database, cache, nodes and the way out stand in more than one zone."
  }

  assert {
    condition = output.portal.facts.environment != "prod" || (
      output.portal.facts.database.recovery_days == 35 && output.portal.facts.database.replicated_backups &&
      output.portal.facts.buckets["audit"].locked_for >= 2557
    )
    error_message = "In prod, 35 days of point-in-time recovery, also in the second region, and seven years of audit archive."
  }

  assert {
    condition     = length(distinct([for subnet in output.portal.facts.network.subnets : subnet.zone])) == 3 && length(output.portal.facts.network.subnets) == 9
    error_message = "Three zones, each with a subnet for the balancer, the nodes and the data."
  }
}
