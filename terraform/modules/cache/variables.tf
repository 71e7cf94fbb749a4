variable "name" {
  description = "Name of the cache."
  type        = string
}

variable "node_type" {
  description = "Size of a node."
  type        = string
}

variable "nodes" {
  description = "Primary and replicas; with two or more a replica takes over."
  type        = number
}

variable "auth_token" {
  description = "Password of the cache: 16 to 128 letters and digits."
  type        = string
  sensitive   = true
}

variable "snapshot_days" {
  description = "Days for which daily snapshots are kept."
  type        = number
}

variable "log_retention_days" {
  description = "How long logs are kept."
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
  description = "Key of what lies on disk."
  type        = string
}

variable "logs_kms_key_arn" {
  description = "Key of the logs."
  type        = string
}
