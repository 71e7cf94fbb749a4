variable "name" {
  description = "Name of the instance, and prefix of what belongs to it."
  type        = string
}

variable "account_id" {
  description = "Account of the instance."
  type        = string
}

variable "engine_version" {
  description = "Version of PostgreSQL."
  type        = string
}

variable "instance_class" {
  description = "Size of the instance."
  type        = string
}

variable "storage_gb" {
  description = "Storage at first; it grows by itself to four times this."
  type        = number
}

variable "multi_az" {
  description = "A standby in another zone that takes over."
  type        = bool
}

variable "deletion_protection" {
  description = "Refuses deletion, and takes a last snapshot when it is allowed."
  type        = bool
}

variable "backup_retention_days" {
  description = "How far back point-in-time recovery reaches."
  type        = number
}

variable "insights_retention_days" {
  description = "How long Performance Insights remembers: 7, or 465 with advanced Database Insights."
  type        = number
}

variable "log_retention_days" {
  description = "How long the logs of the server are kept."
  type        = number
}

variable "subnet_ids" {
  description = "Subnets without a way out."
  type        = list(string)
}

variable "security_group_id" {
  description = "Who may connect."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of storage, backups, insights and the master's password."
  type        = string
}

variable "logs_kms_key_arn" {
  description = "Key of the logs."
  type        = string
}

variable "replica" {
  description = "Second region for backups and logs of transactions, the key there, and how far back; null for none."
  type = object({
    region         = string
    kms_key_arn    = string
    retention_days = number
  })
  default = null
}
