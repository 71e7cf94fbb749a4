variable "name" {
  description = "Name of the bucket, unique in the world."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket has a name of 3 to 63 small letters, digits and hyphens."
  }
}

variable "region" {
  description = "Region of the bucket."
  type        = string
}

variable "account_id" {
  description = "Account that owns the bucket."
  type        = string
}

variable "encryption" {
  description = "aws:kms under a key of one's own; AES256 only where AWS delivers logs that it cannot write under one."
  type        = string
  default     = "aws:kms"

  validation {
    condition     = contains(["aws:kms", "AES256"], var.encryption) && (var.encryption == "AES256") == (var.kms_key_arn == null)
    error_message = "Encryption is aws:kms with a key, or AES256 without one."
  }
}

variable "kms_key_arn" {
  description = "Key of the bucket, in its region; null with AES256."
  type        = string
  default     = null
}

variable "lock" {
  description = "Write once: mode and days for which no version can be deleted. Can only be set when the bucket is made."
  type = object({
    mode = string
    days = number
  })
  default = null

  validation {
    condition     = var.lock == null || (contains(["GOVERNANCE", "COMPLIANCE"], try(var.lock.mode, "")) && try(var.lock.days, 0) > 0)
    error_message = "The mode is GOVERNANCE or COMPLIANCE, for one day at least."
  }
}

variable "replaced_after_days" {
  description = "Days after which a replaced or deleted version is gone."
  type        = number
  default     = 30
}

variable "colder" {
  description = "Storage class that objects move to, and after how many days; null for none."
  type = object({
    after_days    = number
    storage_class = string
  })
  default = null
}

variable "expires_after_days" {
  description = "Days after which objects are deleted; null for never."
  type        = number
  default     = null
}

variable "access_logs_bucket" {
  description = "Bucket that takes the record of who asked for what; null for none."
  type        = string
  default     = null
}

variable "replica" {
  description = "Bucket in the second region that takes a copy of everything, and its key; null for none."
  type = object({
    bucket_arn  = string
    kms_key_arn = string
  })
  default = null
}

variable "tags" {
  description = "Tags beside those of everything."
  type        = map(string)
  default     = {}
}

variable "policy_statements" {
  description = "What else stands in the policy of the bucket."
  type        = any
  default     = []
}
