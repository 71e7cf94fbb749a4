# The bucket in which Terraform remembers what it made. Applied once in each account before anything else, with its own
# state on the operator's machine; that file is then laid into the bucket it made (terraform/README.md).

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

provider "aws" {
  region              = "ap-south-1"
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      application = "ltet-portal"
      managed-by  = "terraform"
    }
  }
}

variable "account_id" {
  description = "Account in which the bucket is made."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account has twelve digits."
  }
}

module "key" {
  source     = "../modules/keys"
  name       = "ltet-portal"
  region     = "ap-south-1"
  account_id = var.account_id
  purposes   = { state = { what = "state of Terraform, which knows the password of the cache" } }
}

module "state" {
  source      = "../modules/bucket"
  name        = "ltet-portal-state-${var.account_id}"
  region      = "ap-south-1"
  account_id  = var.account_id
  kms_key_arn = module.key.arns["state"]

  # any state of the last year can be gone back to
  replaced_after_days = 365
}

output "bucket" {
  description = "For -backend-config=bucket=..."
  value       = module.state.name
}

output "facts" {
  description = "What tests hold about the bucket."
  value       = module.state.facts
}
