variable "name" {
  description = "Prefix of all names, such as ltet-portal-prod."
  type        = string
}

variable "environment" {
  description = "dev, uat or prod; stands in messages."
  type        = string
}

variable "region" {
  description = "Region that is watched."
  type        = string
}

variable "account_id" {
  description = "Account that is watched."
  type        = string
}

variable "people" {
  description = "Who hears of what: e-mail addresses, and telephone numbers for SMS, of each topic."
  type = map(object({
    emails = set(string)
    phones = optional(set(string), [])
  }))

  validation {
    condition     = length(setsubtract(keys(var.people), ["urgent", "escalation", "warning", "security"])) == 0
    error_message = "The topics are urgent, escalation, warning and security."
  }
}

variable "edge" {
  description = "Balancer, targets, firewall and certificate as CloudWatch knows them."
  type = object({
    balancer    = string
    targets     = string
    firewall    = string
    certificate = string
  })
}

variable "cluster" {
  description = "Name of the cluster."
  type        = string
}

variable "web_min" {
  description = "Fewest web nodes."
  type        = number
}

variable "worker_min" {
  description = "Fewest workers."
  type        = number
}

variable "log_groups" {
  description = "Log groups of the services web and worker."
  type        = map(string)
}

variable "canary" {
  description = "Name of the canary."
  type        = string
}

variable "database" {
  description = "The database, and what its size has: processors, memory, storage, connections."
  type = object({
    identifier  = string
    processors  = number
    memory_gb   = number
    storage_gb  = number
    connections = number
  })
}

variable "cache" {
  description = "Name of the cache, and how many nodes it has."
  type = object({
    id    = string
    nodes = number
  })
}

variable "check_task" {
  description = "The task that looks at everything: cluster, family, network and the roles it is given."
  type = object({
    cluster_arn       = string
    family            = string
    subnet_ids        = list(string)
    security_group_id = string
    role_arns         = list(string)
  })
}

variable "health_reports" {
  description = "Whether the release in service knows --check-health and ends after it."
  type        = bool
}

variable "replicated_buckets" {
  description = "Buckets with a copy in the second region: from and to."
  type = map(object({
    from = string
    to   = string
  }))
}

variable "alerts_kms_key_arn" {
  description = "Key of the topics."
  type        = string
}

variable "logs_kms_key_arn" {
  description = "Key of the logs."
  type        = string
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
}
