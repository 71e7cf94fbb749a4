# The portal of the trust.

terraform {
  backend "s3" {
    # bucket, in the account of this environment: -backend-config=bucket=ltet-portal-state-<account>
    key          = "prod/portal.tfstate"
    region       = "ap-south-1"
    encrypt      = true
    use_lockfile = true
  }
}

locals {
  environment = "prod"
}

module "portal" {
  source         = "../.."
  environment    = local.environment
  region         = local.region
  replica_region = local.replica_region
  release        = var.release

  domain_name = "portal.ltet.example"
  zone_name   = "ltet.example"

  network = {
    cidr                   = "10.20.0.0/16"
    nat_in_each_zone       = true
    endpoints_in_each_zone = true
  }

  web             = { cpu = 1024, memory = 3072, min = 3, max = 12 }
  worker          = { cpu = 2048, memory = 6144, min = 2, max = 6 }
  spot            = false
  scanner_release = "1.4"

  database = {
    class         = "db.m7g.xlarge"
    storage_gb    = 200
    multi_az      = true
    recovery_days = 35
    insights_days = 465
  }

  cache = {
    class = "cache.m7g.large"
    nodes = 2
  }

  retention = {
    logs            = 180
    archived_logs   = 730
    audit           = 2557
    daily_backups   = 35
    monthly_backups = 366
  }

  protected = true

  integrations = {
    hrms              = { url = "https://hrms.ltet.example/odata/v2", user = "portal" }
    bank              = { url = "https://h2h.bank.example/h2h", user = "LTETH2H01" }
    sms               = { url = "https://sms.gateway.example/v1", user = "ltet" }
    sms_code_template = "LTET-OTP-01"
  }

  mail = {
    host   = "email-smtp.ap-south-1.amazonaws.com"
    user   = "portal-smtp"
    sender = "LTET Employee Trust <notices@portal.ltet.example>"
  }

  # the desk of the trust that registers original papers; to be confirmed by the trust before the first letter
  originals_address = "Originals Desk, LTET Employee Trust, Mumbai"

  trust_account = {
    name = "LTET Employees' Welfare Trust"
    ifsc = "HDFC0000060"
    id   = "LTETH2H01"
  }

  people = {
    urgent     = { emails = ["on-call@ltet.example"], phones = ["+910000000000"] }
    escalation = { emails = ["portal-lead@ltet.example", "operations-manager@ltet.example"] }
    warning    = { emails = ["portal@ltet.example"] }
    security   = { emails = ["security@ltet.example", "portal@ltet.example"] }
  }

  budget_usd = 3000
}
