output "urls" {
  description = "Address of each repository."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "arns" {
  description = "ARN of each repository."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.arn }
}

output "facts" {
  description = "What tests hold about each repository."
  value = { for name, repository in aws_ecr_repository.this : name => {
    immutable    = repository.image_tag_mutability == "IMMUTABLE"
    scan_on_push = repository.image_scanning_configuration[0].scan_on_push
    encryption   = repository.encryption_configuration[0].encryption_type
  } }
}
