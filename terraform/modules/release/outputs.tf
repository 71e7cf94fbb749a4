output "role_arn" {
  description = "Role that the pipeline asks for."
  value       = aws_iam_role.this.arn
}
