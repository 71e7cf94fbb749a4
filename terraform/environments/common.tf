# The same in every environment; each folder links to this file. What differs stands in its main.tf.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

# Both in India: personal data does not leave it.
locals {
  region         = "ap-south-1"
  replica_region = "ap-south-2"
}

provider "aws" {
  region              = local.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      application = "ltet-portal"
      environment = local.environment
      managed-by  = "terraform"
    }
  }
}

variable "account_id" {
  description = "Account of this environment. In another one nothing is planned or changed."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account has twelve digits."
  }
}

variable "release" {
  description = "Release in service: tag or digest of its image."
  type        = string
}

output "portal" {
  description = "Address, names, parameters to put, and what tests hold."
  value       = module.portal
}
