variable "name" {
  description = "Prefix of all names, such as ltet-prod."
  type        = string

  validation {
    condition     = length(var.name) <= 28
    error_message = "The name of a target group has at most 32 characters, -web among them."
  }
}

variable "domain_name" {
  description = "Name under which people reach the portal."
  type        = string
}

variable "zone_name" {
  description = "Public hosted zone in which that name lies."
  type        = string
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Public subnets, one in each zone."
  type        = list(string)
}

variable "security_group_id" {
  description = "Group of the balancer."
  type        = string
}

variable "web_port" {
  description = "Port on which web nodes speak TLS."
  type        = number
}

variable "deletion_protection" {
  description = "Refuses deletion of the balancer."
  type        = bool
}

variable "access_logs_bucket" {
  description = "Bucket that takes the record of requests and connections."
  type        = string
}

variable "rate_limit" {
  description = "Requests of one address in five minutes; an office with thousands of people is one address."
  type        = number
}

variable "door_rate_limit" {
  description = "The same for sign-in, one-time codes and tokens."
  type        = number
}

variable "log_retention_days" {
  description = "How long the firewall's log is kept."
  type        = number
}

variable "logs_kms_key_arn" {
  description = "Key of the logs."
  type        = string
}
