output "arns" {
  description = "ARN of the key of each purpose."
  value       = { for purpose, key in aws_kms_key.this : purpose => key.arn }
}

output "rotated" {
  description = "Whether each key gets new material by itself."
  value       = { for purpose, key in aws_kms_key.this : purpose => key.enable_key_rotation }
}
