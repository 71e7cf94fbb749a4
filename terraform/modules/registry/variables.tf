variable "repositories" {
  description = "Names of the repositories, and what lies in each."
  type        = map(string)
}

variable "images_kept" {
  description = "Newest images that are kept of each."
  type        = number
  default     = 50
}

variable "kms_key_arn" {
  description = "Key of the images."
  type        = string
}
