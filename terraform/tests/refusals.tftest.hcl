# What can be ordered besides, and what nobody can order by mistake.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "000000000000" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["ap-south-1a", "ap-south-1b", "ap-south-1c"] }
  }
}

variables {
  environment     = "prod"
  region          = "ap-south-1"
  replica_region  = "ap-south-2"
  release         = "1.0.0"
  domain_name     = "portal.ltet.example"
  zone_name       = "ltet.example"
  network         = { cidr = "10.20.0.0/16", nat_in_each_zone = true, endpoints_in_each_zone = true }
  web             = { cpu = 1024, memory = 3072, min = 3, max = 12 }
  worker          = { cpu = 2048, memory = 6144, min = 2, max = 6 }
  scanner_release = "1.4"
  database        = { class = "db.m7g.xlarge", storage_gb = 200, multi_az = true, recovery_days = 35 }
  cache           = { class = "cache.m7g.large", nodes = 2 }
  retention       = { logs = 180, archived_logs = 730, audit = 2557, daily_backups = 35, monthly_backups = 366 }
  protected       = true

  integrations = {
    hrms              = { url = "https://hrms.ltet.example", user = "portal" }
    bank              = { url = "https://h2h.bank.example", user = "portal" }
    sms               = { url = "https://sms.gateway.example", user = "portal" }
    sms_code_template = "LTET-OTP-01"
  }

  mail              = { host = "mail.ltet.example", user = "portal", sender = "LTET <notices@ltet.example>" }
  originals_address = "Originals Desk, LTET, Mumbai 400001"
  trust_account     = { name = "LTET", ifsc = "HDFC0000060", id = "LTETH2H01" }
  budget_usd        = 3000

  people = {
    urgent     = { emails = ["on-call@ltet.example"] }
    escalation = { emails = ["lead@ltet.example"] }
    warning    = { emails = ["portal@ltet.example"] }
    security   = { emails = ["security@ltet.example"] }
  }
}

run "work_that_waits_is_heard_of_and_adds_workers" {
  command = plan

  assert {
    condition = length(setsubtract([
      "jobs-broken", "events-broken", "bank-files-to-send-broken", "open-items-late", "bank-broken", "hr-system-broken", "mail-broken",
      "virus-scanner-broken", "disk-broken", "audit-checked-broken", "money-checked-broken", "nobody-looks",
    ], keys(output.facts.monitoring.alarms))) == 0
    error_message = "There is an alarm for work that waits and for each other system."
  }

  assert {
    condition     = contains(output.facts.worker.scales_on, "queue-age")
    error_message = "Workers are added for jobs that wait."
  }
}

run "before_the_first_release_nobody_is_asked_how_the_portal_is" {
  command = plan

  variables {
    health_reports = false
  }

  assert {
    condition     = !contains(keys(output.facts.monitoring.alarms), "nobody-looks") && !contains(output.facts.worker.scales_on, "queue-age")
    error_message = "Without an image no task looks, and nobody is called because it does not."
  }
}

run "prod_without_protection" {
  command = plan

  variables {
    protected = false
  }

  expect_failures = [var.protected]
}

run "prod_without_standby" {
  command = plan

  variables {
    database = { class = "db.m7g.xlarge", storage_gb = 200, multi_az = false, recovery_days = 35 }
  }

  expect_failures = [var.database]
}

run "prod_with_a_cache_that_cannot_fail_over" {
  command = plan

  variables {
    cache = { class = "cache.m7g.large", nodes = 1 }
  }

  expect_failures = [var.cache]
}

run "prod_that_forgets_the_audit_trail_early" {
  command = plan

  variables {
    retention = { logs = 180, archived_logs = 730, audit = 365, daily_backups = 35, monthly_backups = 366 }
  }

  expect_failures = [var.retention]
}

run "prod_on_nodes_that_may_be_taken_away" {
  command = plan

  variables {
    spot = true
  }

  expect_failures = [var.spot]
}

run "the_copy_in_the_same_region" {
  command = plan

  variables {
    replica_region = "ap-south-1"
  }

  expect_failures = [var.replica_region]
}

run "a_release_called_latest" {
  command = plan

  variables {
    release = "latest"
  }

  expect_failures = [var.release]
}

run "another_system_in_clear" {
  command = plan

  variables {
    integrations = {
      hrms              = { url = "http://hrms.ltet.example", user = "portal" }
      bank              = { url = "https://h2h.bank.example", user = "portal" }
      sms               = { url = "https://sms.gateway.example", user = "portal" }
      sms_code_template = "LTET-OTP-01"
    }
  }

  expect_failures = [var.integrations]
}

run "alarms_that_nobody_hears" {
  command = plan

  variables {
    people = {
      urgent     = { emails = [] }
      escalation = { emails = ["lead@ltet.example"] }
      warning    = { emails = ["portal@ltet.example"] }
      security   = { emails = ["security@ltet.example"] }
    }
  }

  expect_failures = [var.people]
}

run "more_nodes_than_the_database_has_connections" {
  command = plan

  variables {
    web = { cpu = 1024, memory = 3072, min = 3, max = 60 }
  }

  expect_failures = [check.connections]
}
