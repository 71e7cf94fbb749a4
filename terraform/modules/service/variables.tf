locals {
  # the pairs that Fargate knows, in units of a processor and MiB
  fargate_sizes = {
    "256"   = [512, 1024, 2048]
    "512"   = range(1024, 4097, 1024)
    "1024"  = range(2048, 8193, 1024)
    "2048"  = range(4096, 16385, 1024)
    "4096"  = range(8192, 30721, 1024)
    "8192"  = range(16384, 61441, 4096)
    "16384" = range(32768, 122881, 8192)
  }
}

variable "name" {
  description = "Prefix of all names, such as ltet-portal-prod."
  type        = string
}

variable "service" {
  description = "Name of the service in its cluster: web or worker."
  type        = string
}

variable "region" {
  description = "Region of the service."
  type        = string
}

variable "account_id" {
  description = "Account of the service."
  type        = string
}

variable "cluster_arn" {
  description = "Cluster of the service."
  type        = string
}

variable "cluster_name" {
  description = "Its name."
  type        = string
}

variable "image" {
  description = "Image of the portal, with tag or digest."
  type        = string
}

variable "repository_arns" {
  description = "Repositories whose images the task uses."
  type        = list(string)
}

variable "size" {
  description = "Units of a processor and MiB of memory of one task, sidecars included."
  type = object({
    cpu    = number
    memory = number
  })

  validation {
    condition     = contains(lookup(local.fargate_sizes, tostring(var.size.cpu), []), var.size.memory)
    error_message = "Fargate has no task of ${var.size.cpu} units with ${var.size.memory} MiB."
  }
}

variable "count_range" {
  description = "Fewest and most tasks."
  type = object({
    min = number
    max = number
  })

  validation {
    condition     = 1 <= var.count_range.min && var.count_range.min <= var.count_range.max
    error_message = "At least one task, and not more at least than at most."
  }
}

variable "scale_on" {
  description = "What more tasks are started for: processor in percent, requests of a task in a minute, overdue jobs (1 late, 2 broken)."
  type = object({
    cpu_percent = number
    requests = optional(object({
      each_minute = number
      label       = string
    }))
    queue = optional(object({
      namespace = string
      metric    = string
    }))
  })
}

variable "capacity_provider" {
  description = "FARGATE, or FARGATE_SPOT where tasks may be taken away at two minutes' notice."
  type        = string

  validation {
    condition     = contains(["FARGATE", "FARGATE_SPOT"], var.capacity_provider)
    error_message = "The provider is FARGATE or FARGATE_SPOT."
  }
}

variable "environment" {
  description = "Settings of the portal that are no secrets."
  type        = map(string)
}

variable "secrets" {
  description = "Settings that are: name, and ARN of the parameter."
  type        = map(string)
}

variable "sidecar_secret_arns" {
  description = "Parameters that sidecars read."
  type        = list(string)
  default     = []
}

variable "secrets_kms_key_arn" {
  description = "Key of those parameters."
  type        = string
}

variable "task_statements" {
  description = "Policy of the task's own role."
  type        = any
}

variable "sidecars" {
  description = "Further containers of the task, as ECS knows them, without their log configuration."
  type        = any
  default     = []
}

variable "sidecar_paths" {
  description = "Paths that sidecars write; a volume each."
  type        = list(string)
  default     = []
}

variable "port" {
  description = "Port that the balancer reaches; null for none."
  type        = number
  default     = null
}

variable "health_command" {
  description = "How ECS asks the portal whether it is well; null where the balancer asks."
  type        = string
  default     = null
}

variable "writable_paths" {
  description = "Paths in the image that the portal writes; declared there as volumes that belong to its user."
  type        = list(string)
}

variable "anchors" {
  description = "File system of the audit trail's anchors, and where it is mounted."
  type = object({
    file_system_id  = string
    access_point_id = string
    path            = string
    read_only       = bool
  })
  default = null
}

variable "stop_timeout" {
  description = "Seconds from the request to stop to the end; at most 120."
  type        = number

  validation {
    condition     = var.stop_timeout > 30 && var.stop_timeout <= 120
    error_message = "The portal needs 30 seconds to finish what it began; ECS gives 120 at most."
  }
}

variable "target_group_arn" {
  description = "Where tasks register; null for none."
  type        = string
  default     = null
}

variable "discovery_arn" {
  description = "Name inside the network under which tasks are found; null for none."
  type        = string
  default     = null
}

variable "rollback_alarms" {
  description = "Alarms that take a deployment back."
  type        = list(string)
  default     = []
}

variable "subnet_ids" {
  description = "Private subnets, one in each zone."
  type        = list(string)
}

variable "security_group_id" {
  description = "Group of the tasks."
  type        = string
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
}

variable "logs_kms_key_arn" {
  description = "Key of the logs."
  type        = string
}
