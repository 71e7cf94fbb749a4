output "id" {
  description = "Name of the cache."
  value       = aws_elasticache_replication_group.this.replication_group_id
}

output "primary" {
  description = "Host name that follows the primary."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "facts" {
  description = "What tests hold about the cache."
  value = {
    encrypted_at_rest = aws_elasticache_replication_group.this.at_rest_encryption_enabled
    tls               = "${aws_elasticache_replication_group.this.transit_encryption_enabled} ${aws_elasticache_replication_group.this.transit_encryption_mode}"
    failover          = aws_elasticache_replication_group.this.automatic_failover_enabled
    events            = one([for p in aws_elasticache_parameter_group.this.parameter : p.value if p.name == "notify-keyspace-events"])
  }
}
