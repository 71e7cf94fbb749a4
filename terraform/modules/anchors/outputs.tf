output "volume" {
  description = "What a task mounts."
  value = {
    file_system_id  = aws_efs_file_system.this.id
    access_point_id = aws_efs_access_point.this.id
  }
}

output "arn" {
  description = "ARN of the file system."
  value       = aws_efs_file_system.this.arn
}

output "encrypted" {
  description = "Whether what lies in it is encrypted."
  value       = aws_efs_file_system.this.encrypted
}
