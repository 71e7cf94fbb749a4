variable "name" {
  description = "Name of the trail, and prefix of what belongs to it."
  type        = string
}

variable "account_id" {
  description = "Account that is watched."
  type        = string
}

variable "bucket" {
  description = "Bucket that takes the trail and lets nobody delete it."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the trail."
  type        = string
}

variable "logs_kms_key_arn" {
  description = "Key of the log group."
  type        = string
}

variable "log_retention_days" {
  description = "How long the log group keeps it; the bucket keeps it for years."
  type        = number
}

variable "watched_buckets" {
  description = "Buckets of which every single access is written down."
  type        = list(string)
}

variable "topic_arn" {
  description = "Topic that hears of rare uses of rights."
  type        = string
}
