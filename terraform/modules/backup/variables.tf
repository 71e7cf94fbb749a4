variable "name" {
  description = "Name of the vaults, and prefix of what belongs to them."
  type        = string
}

variable "account_id" {
  description = "Account of the vaults."
  type        = string
}

variable "region" {
  description = "Region of the first vault."
  type        = string
}

variable "replica_region" {
  description = "Region of the second one."
  type        = string

  validation {
    condition     = var.replica_region != var.region
    error_message = "The second vault lies in another region."
  }
}

variable "kms_key_arn" {
  description = "Key of the first vault."
  type        = string
}

variable "replica_kms_key_arn" {
  description = "Key of the second one, in its region."
  type        = string
}

variable "retention_days" {
  description = "How long daily and hourly backups, and those of the first of a month, are kept."
  type = object({
    daily   = number
    monthly = number
  })
}

variable "lock_for_good" {
  description = "After 14 days nobody can lift the lock of the vaults any more, AWS included. Not to be taken back."
  type        = bool
}

variable "database_arn" {
  description = "Database whose backups are restored every week."
  type        = string
}

variable "database_subnet_group" {
  description = "Subnets in which it is restored."
  type        = string
}

variable "anchors_arn" {
  description = "File system whose backups are restored every week."
  type        = string
}
