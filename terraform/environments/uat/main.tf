# Where the trust tries a release as it will be: built as prod, smaller.

terraform {
  backend "s3" {
    # bucket, in the account of this environment: -backend-config=bucket=ltet-portal-state-<account>
    key          = "uat/portal.tfstate"
    region       = "ap-south-1"
    encrypt      = true
    use_lockfile = true
  }
}

locals {
  environment = "uat"
}

module "portal" {
  source         = "../.."
  environment    = local.environment
  region         = local.region
  replica_region = local.replica_region
  release        = var.release

  domain_name = "uat.portal.ltet.example"
  zone_name   = "uat.portal.ltet.example"

  network = {
    cidr                   = "10.30.0.0/16"
    nat_in_each_zone       = false
    endpoints_in_each_zone = false
  }

  web             = { cpu = 1024, memory = 3072, min = 2, max = 4 }
  worker          = { cpu = 2048, memory = 6144, min = 1, max = 2 }
  spot            = false
  scanner_release = "1.4"

  database = {
    class         = "db.m7g.large"
    storage_gb    = 100
    multi_az      = true
    recovery_days = 14
  }

  cache = {
    class = "cache.t4g.small"
    nodes = 2
  }

  retention = {
    logs            = 90
    archived_logs   = 365
    audit           = 90
    daily_backups   = 14
    monthly_backups = 93
  }

  protected = true

  integrations = {
    hrms              = { url = "https://hrms-uat.ltet.example/odata/v2", user = "portal" }
    bank              = { url = "https://h2h-uat.bank.example/h2h", user = "LTETH2H01" }
    sms               = { url = "https://sms-uat.gateway.example/v1", user = "ltet" }
    sms_code_template = "LTET-OTP-01"
  }

  mail = {
    host   = "email-smtp.ap-south-1.amazonaws.com"
    user   = "portal-smtp"
    sender = "LTET Employee Trust <notices@uat.portal.ltet.example>"
  }

  # the desk of the trust that registers original papers; to be confirmed by the trust before the first letter
  originals_address = "Originals Desk, LTET Employee Trust, Mumbai"

  trust_account = {
    name = "LTET Employees' Welfare Trust"
    ifsc = "HDFC0000060"
    id   = "LTETH2H01"
  }

  people = {
    urgent     = { emails = ["portal-uat@ltet.example"] }
    escalation = { emails = ["portal-lead@ltet.example"] }
    warning    = { emails = ["portal-uat@ltet.example"] }
    security   = { emails = ["security@ltet.example"] }
  }

  budget_usd = 1200
}
