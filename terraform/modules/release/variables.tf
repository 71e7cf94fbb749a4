variable "name" {
  description = "Prefix of all names, such as ltet-portal-prod."
  type        = string
}

variable "environment" {
  description = "Environment of the pipeline; approval stands before it there."
  type        = string
}

variable "region" {
  description = "Region of the services."
  type        = string
}

variable "account_id" {
  description = "Account of the services."
  type        = string
}

variable "repository" {
  description = "Repository of the code, as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "The repository is given as owner/name."
  }
}

variable "repository_arns" {
  description = "Repositories of images that a release is pushed to."
  type        = list(string)
}

variable "cluster_arn" {
  description = "Cluster of the services."
  type        = string
}

variable "log_groups" {
  description = "Log groups of the services."
  type        = list(string)
}

variable "vault" {
  description = "Name of the vault with the backups."
  type        = string
}

variable "task_role_arns" {
  description = "Roles that tasks run with."
  type        = list(string)
}

variable "replica_region" {
  description = "Region of the copies."
  type        = string
}

variable "documents_arn" {
  description = "Bucket of documents, whose versions and copies are looked at."
  type        = string
}

variable "database_key_arn" {
  description = "Key of the database, under which a restored one lies too."
  type        = string
}

variable "web" {
  description = "Service whose release proves a restored database: its name, the family of its tasks, and their roles."
  type = object({
    service   = string
    family    = string
    role_arns = list(string)
  })
}

variable "proof_network" {
  description = "Where tasks that prove a restored database run."
  type = object({
    subnet_ids        = list(string)
    security_group_id = string
  })
}

variable "datasource" {
  description = "How the portal reaches a database: what stands before its address, and after it."
  type = object({
    before = string
    after  = string
  })
}
