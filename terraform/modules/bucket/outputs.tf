output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.bucket
  depends_on  = [aws_s3_bucket_policy.this]
}

output "arn" {
  description = "ARN of the bucket."
  value       = local.arn
  depends_on  = [aws_s3_bucket_versioning.this, aws_s3_bucket_policy.this]
}

output "facts" {
  description = "What tests hold about every bucket."
  value = {
    encryption = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule[*]).apply_server_side_encryption_by_default[*]).sse_algorithm
    versioned  = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    closed = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    tls_only   = strcontains(aws_s3_bucket_policy.this.policy, "aws:SecureTransport")
    locked     = one(aws_s3_bucket_object_lock_configuration.this[*].rule[0].default_retention[0].mode)
    locked_for = one(aws_s3_bucket_object_lock_configuration.this[*].rule[0].default_retention[0].days)
    replicated = length(aws_s3_bucket_replication_configuration.this) == 1
  }
}
