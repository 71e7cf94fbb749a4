variable "name" {
  description = "Name of the canary."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9_-]{1,21}$", var.name))
    error_message = "The name of a canary has at most 21 small letters, digits, hyphens and underscores."
  }
}

variable "region" {
  description = "Region of the canary."
  type        = string
}

variable "account_id" {
  description = "Account of the canary."
  type        = string
}

variable "runtime_version" {
  description = "Runtime of Synthetics, of the kind syn-nodejs-playwright from 5.1 on."
  type        = string

  validation {
    condition     = can(regex("^syn-nodejs-playwright-([6-9]|[1-9][0-9]+|5\\.[1-9])", var.runtime_version))
    error_message = "The journey needs syn-nodejs-playwright-5.1 or newer: older ones know its library by another name."
  }
}

variable "domain_name" {
  description = "Name under which people reach the portal."
  type        = string
}

variable "number_parameter" {
  description = "Parameter with the employee number of the canary's own member account."
  type        = string
}

variable "password_parameter" {
  description = "Parameter with its password."
  type        = string
}

variable "secrets_kms_key_arn" {
  description = "Key of those parameters."
  type        = string
}

variable "artifacts_bucket" {
  description = "Bucket that takes screenshots and logs."
  type        = string
}

variable "artifacts_kms_key_arn" {
  description = "Key of that bucket."
  type        = string
}
