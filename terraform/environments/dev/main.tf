# Where developers try things: small, one zone for what costs by the zone, nothing real in it.

terraform {
  backend "s3" {
    # bucket, in the account of this environment: -backend-config=bucket=ltet-portal-state-<account>
    key          = "dev/portal.tfstate"
    region       = "ap-south-1"
    encrypt      = true
    use_lockfile = true
  }
}

locals {
  environment = "dev"
}

module "portal" {
  source         = "../.."
  environment    = local.environment
  region         = local.region
  replica_region = local.replica_region
  release        = var.release

  domain_name = "dev.portal.ltet.example"
  zone_name   = "dev.portal.ltet.example"

  network = {
    cidr                   = "10.40.0.0/16"
    nat_in_each_zone       = false
    endpoints_in_each_zone = false
  }

  web             = { cpu = 1024, memory = 3072, min = 1, max = 2 }
  worker          = { cpu = 2048, memory = 6144, min = 1, max = 2 }
  spot            = true
  scanner_release = "1.4"

  database = {
    class         = "db.t4g.medium"
    storage_gb    = 50
    multi_az      = false
    recovery_days = 7
  }

  cache = {
    class = "cache.t4g.small"
    nodes = 1
  }

  retention = {
    logs            = 30
    archived_logs   = 90
    audit           = 30
    daily_backups   = 7
    monthly_backups = 35
  }

  protected = false

  integrations = {
    hrms              = { url = "https://hrms-dev.ltet.example/odata/v2", user = "portal" }
    bank              = { url = "https://h2h-dev.bank.example/h2h", user = "LTETH2H01" }
    sms               = { url = "https://sms-dev.gateway.example/v1", user = "ltet" }
    sms_code_template = "LTET-OTP-01"
  }

  mail = {
    host   = "email-smtp.ap-south-1.amazonaws.com"
    user   = "portal-smtp"
    sender = "LTET Employee Trust <notices@dev.portal.ltet.example>"
  }

  # the desk of the trust that registers original papers; to be confirmed by the trust before the first letter
  originals_address = "Originals Desk, LTET Employee Trust, Mumbai"

  trust_account = {
    name = "LTET Employees' Welfare Trust"
    ifsc = "HDFC0000060"
    id   = "LTETH2H01"
  }

  people = {
    urgent     = { emails = ["portal-dev@ltet.example"] }
    escalation = { emails = ["portal-dev@ltet.example"] }
    warning    = { emails = ["portal-dev@ltet.example"] }
    security   = { emails = ["portal-dev@ltet.example"] }
  }

  budget_usd = 600
}
