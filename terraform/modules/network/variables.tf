variable "name" {
  description = "Prefix of all names, such as ltet-prod."
  type        = string
}

variable "region" {
  description = "Region of the network."
  type        = string
}

variable "account_id" {
  description = "Account whose buckets and principals the endpoints admit."
  type        = string
}

variable "cidr" {
  description = "Addresses of the network, a /16."
  type        = string
}

variable "nat_in_each_zone" {
  description = "A way out for each zone; false shares one, which is cheaper and fails with its zone."
  type        = bool
}

variable "endpoints_in_each_zone" {
  description = "Endpoints of AWS services in each zone; false puts them into one."
  type        = bool
}

variable "web_port" {
  description = "Port on which web nodes speak TLS."
  type        = number
}

variable "outgoing_ports" {
  description = "Ports of other systems that workers may reach."
  type        = set(number)
}

variable "logs_bucket_arn" {
  description = "Bucket that takes the flow logs."
  type        = string
}
