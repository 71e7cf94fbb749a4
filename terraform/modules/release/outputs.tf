output "role_arn" {
  description = "Role that the pipeline asks for."
  value       = aws_iam_role.this.arn
}

output "verify_role_arn" {
  description = "Role that looks at the backups."
  value       = aws_iam_role.verify.arn
}

output "proof_arn" {
  description = "State machine that proves a restored database."
  value       = aws_sfn_state_machine.proof.arn
}
