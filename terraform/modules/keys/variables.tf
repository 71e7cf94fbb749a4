variable "name" {
  description = "Prefix of all names, such as ltet-prod."
  type        = string
}

variable "region" {
  description = "Region of the keys."
  type        = string
}

variable "account_id" {
  description = "Account whose IAM policies decide about the keys."
  type        = string
}

variable "purposes" {
  description = "One key each: what it protects, and whether its material exists in a second region too."
  type = map(object({
    what         = string
    multi_region = optional(bool, false)
  }))
}
