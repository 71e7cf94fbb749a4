variable "name" {
  description = "Name of the file system."
  type        = string
}

variable "subnet_ids" {
  description = "A subnet in each zone."
  type        = list(string)
}

variable "security_group_id" {
  description = "Who may mount."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the file system."
  type        = string
}

variable "reader_role_arns" {
  description = "Roles of tasks that only read."
  type        = list(string)
}

variable "writer_role_arns" {
  description = "Roles of tasks that write."
  type        = list(string)
}
