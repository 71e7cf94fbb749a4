# Everything in which one environment differs from another. Their values stand in environments/<name>/main.tf.

variable "environment" {
  description = "dev, uat or prod. Each in an account of its own."
  type        = string

  validation {
    condition     = contains(["dev", "uat", "prod"], var.environment)
    error_message = "There is dev, uat and prod."
  }
}

variable "region" {
  description = "Region of the portal."
  type        = string
}

variable "replica_region" {
  description = "Second region, for copies of documents, backups and the audit archive. In India, as all personal data."
  type        = string

  validation {
    condition     = var.replica_region != var.region
    error_message = "The second region is another one."
  }
}

variable "release" {
  description = "Release in service: tag of its image, or digest as sha256:..."
  type        = string

  validation {
    condition     = can(regex("^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9._-]{0,127})$", var.release)) && var.release != "latest"
    error_message = "A release is the tag or the digest of an image; latest says nothing."
  }
}

# ---- the door

variable "domain_name" {
  description = "Name under which people reach the portal. Changing it makes passkeys useless."
  type        = string
}

variable "zone_name" {
  description = "Public hosted zone in Route 53 in which the name lies."
  type        = string

  validation {
    condition     = var.domain_name == var.zone_name || endswith(var.domain_name, ".${var.zone_name}")
    error_message = "The name of the portal lies in its zone."
  }
}

variable "rate_limits" {
  description = "Requests of one address in five minutes before the firewall refuses more: all, and those of the doors (sign-in, codes, tokens). An office with thousands of people is one address."
  type = object({
    all   = number
    doors = number
  })
  default = { all = 20000, doors = 2000 }

  validation {
    condition     = var.rate_limits.doors >= 100 && var.rate_limits.doors <= var.rate_limits.all
    error_message = "At least 100, and no more at the doors than in all."
  }
}

# ---- the network

variable "network" {
  description = "Addresses (a /16), and whether each zone has its own way out and its own endpoints of AWS. outgoing_ports: of the HR system, the bank, SMS and mail."
  type = object({
    cidr                   = string
    nat_in_each_zone       = bool
    endpoints_in_each_zone = bool
    outgoing_ports         = optional(set(number), [443, 587])
  })

  validation {
    condition     = can(cidrnetmask(var.network.cidr)) && endswith(var.network.cidr, ".0.0/16")
    error_message = "The addresses are a /16, such as 10.20.0.0/16."
  }
}

# ---- the nodes

variable "web" {
  description = "Web nodes: units of a processor, MiB, fewest, most, and requests of one node in a minute for which more are started."
  type = object({
    cpu      = number
    memory   = number
    min      = number
    max      = number
    requests = optional(number, 3000)
  })
}

variable "worker" {
  description = "Workers, with the virus scanner beside the portal: units of a processor, MiB, fewest, most."
  type = object({
    cpu    = number
    memory = number
    min    = number
    max    = number
  })

  validation {
    condition     = var.worker.memory >= 5120
    error_message = "The portal with its readers takes 2 GiB, the virus scanner with its signatures 2 GiB and more."
  }
}

variable "spot" {
  description = "Nodes that AWS may take away at two minutes' notice, at a third of the price."
  type        = bool
  default     = false

  validation {
    condition     = !var.spot || var.environment != "prod"
    error_message = "Not in prod."
  }
}

variable "scanner_release" {
  description = "Tag of the virus scanner's image (clamd and freshclam) in the repository ltet-portal-scanner."
  type        = string
}

# ---- the data

variable "database" {
  description = "PostgreSQL: class, storage in GB at first, standby in another zone, days of point-in-time recovery, days that Performance Insights remembers."
  type = object({
    class         = string
    storage_gb    = number
    multi_az      = bool
    recovery_days = number
    insights_days = optional(number, 7)
  })

  validation {
    condition     = contains(keys(local.database_classes), var.database.class)
    error_message = "Known classes: ${join(", ", keys(local.database_classes))}."
  }

  validation {
    condition     = var.database.recovery_days >= 7 && var.database.recovery_days <= 35
    error_message = "Point-in-time recovery reaches 7 to 35 days back."
  }

  validation {
    condition     = var.environment != "prod" || (var.database.multi_az && var.database.recovery_days == 35)
    error_message = "In prod the database has a standby and 35 days of recovery."
  }
}

variable "cache" {
  description = "Sessions and throttles: class and number of nodes."
  type = object({
    class = string
    nodes = number
  })

  validation {
    condition     = var.cache.nodes >= (var.environment == "prod" ? 2 : 1) && var.cache.nodes <= 6
    error_message = "One node to six; in prod two at least, so that one may fail."
  }
}

variable "retention" {
  description = "Days: logs in CloudWatch, logs in S3, trail and audit archive (write once), daily backups, monthly backups."
  type = object({
    logs            = number
    archived_logs   = number
    audit           = number
    daily_backups   = number
    monthly_backups = number
  })

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention.logs)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 ... days."
  }

  validation {
    condition     = var.environment != "prod" || var.retention.audit >= 2557
    error_message = "In prod the audit archive is kept for seven years."
  }

  validation {
    condition     = var.retention.daily_backups >= 7 && var.retention.monthly_backups >= var.retention.daily_backups
    error_message = "Daily backups are kept for a week at least, monthly ones no shorter."
  }
}

variable "locked_for_good" {
  description = "Locks audit archive (COMPLIANCE) and backup vaults so that nobody, AWS included, deletes before the time. Cannot be taken back: try everything with false first."
  type        = bool
  default     = false
}

variable "protected" {
  description = "Refuses deletion of database and balancer."
  type        = bool

  validation {
    condition     = var.protected || var.environment != "prod"
    error_message = "prod is protected."
  }
}

# ---- other systems

variable "integrations" {
  description = "Addresses and users of the HR system, the bank and the SMS gateway, of SAP where postings go there, of the payment gateway where payments go through one, and the SMS regulator's id of the template of one-time codes. Passwords are parameters."
  type = object({
    hrms              = object({ url = string, user = string })
    bank              = object({ url = string, user = string })
    sms               = object({ url = string, user = string })
    sms_code_template = string
    sap = optional(object({
      url          = string
      user         = string
      company_code = string
      accounts     = object({ benefits = string, transit = string, bank = string })
    }))
    gateway = optional(object({ url = string, user = string, account = string, validate_accounts = optional(bool, false) }))
  })

  validation {
    condition     = alltrue([for url in [var.integrations.hrms.url, var.integrations.bank.url, var.integrations.sms.url, try(var.integrations.sap.url, "https://"), try(var.integrations.gateway.url, "https://")] : startswith(url, "https://")])
    error_message = "Other systems are spoken to over https."
  }
}

variable "mail" {
  description = "Mail server that speaks STARTTLS, its user, and the sender of notices. Its password is a parameter."
  type = object({
    host   = string
    port   = optional(number, 587)
    user   = string
    sender = string
  })
}

variable "originals_address" {
  description = "Where members send original papers: lines of the address, parted by commas. Stands on the covering letter."
  type        = string

  validation {
    condition     = length(split(",", var.originals_address)) > 1
    error_message = "A name alone is no address that a letter reaches."
  }
}

variable "trust_account" {
  description = "The trust's own account, from which payments are made: name, IFSC, customer id at the bank. Its number is a parameter."
  type = object({
    name = string
    ifsc = string
    id   = string
  })

  validation {
    condition     = can(regex("^[A-Z]{4}0[A-Z0-9]{6}$", var.trust_account.ifsc))
    error_message = "That is no IFSC."
  }
}

variable "health_reports" {
  description = "A task that runs the portal's --check-health every five minutes, for alarms of work that waits and for adding workers. False only before the first release is in ECR."
  type        = bool
  default     = true
}

# ---- people and money

variable "people" {
  description = "Who hears of alarms: urgent, escalation, warning, security; e-mail addresses, and telephone numbers for SMS."
  type = map(object({
    emails = set(string)
    phones = optional(set(string), [])
  }))

  validation {
    condition     = alltrue([for topic in ["urgent", "escalation", "warning", "security"] : length(try(var.people[topic].emails, [])) > 0])
    error_message = "Each of urgent, escalation, warning and security has one address at least."
  }
}

variable "budget_usd" {
  description = "What a month may cost. 80 % of it, and a forecast beyond it, is a warning."
  type        = number
}

variable "code_repository" {
  description = "Repository whose pipeline may bring releases into service, as owner/name; null for none."
  type        = string
  default     = null
}

variable "canary_runtime" {
  description = "Runtime of the canary."
  type        = string
  default     = "syn-nodejs-playwright-6.0"
}
