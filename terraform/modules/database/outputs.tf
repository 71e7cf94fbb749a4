output "identifier" {
  description = "Name of the instance."
  value       = aws_db_instance.this.identifier
}

output "arn" {
  description = "ARN of the instance."
  value       = aws_db_instance.this.arn
}

output "subnet_group" {
  description = "Subnets of the instance."
  value       = aws_db_subnet_group.this.name
}

output "address" {
  description = "Host name of the server."
  value       = aws_db_instance.this.address
}

output "master_secret_arn" {
  description = "Where RDS keeps the master's password."
  value       = try(aws_db_instance.this.master_user_secret[0].secret_arn, null)
}

output "facts" {
  description = "What tests hold about the database."
  value = {
    public               = aws_db_instance.this.publicly_accessible
    encrypted            = aws_db_instance.this.storage_encrypted
    multi_az             = aws_db_instance.this.multi_az
    deletion_protection  = aws_db_instance.this.deletion_protection
    recovery_days        = aws_db_instance.this.backup_retention_period
    forced_tls           = contains([for p in aws_db_parameter_group.this.parameter : "${p.name}=${p.value}"], "rds.force_ssl=1")
    performance_insights = aws_db_instance.this.performance_insights_enabled
    password_kept_by_rds = aws_db_instance.this.manage_master_user_password
    replicated_backups   = length(aws_db_instance_automated_backups_replication.this) == 1
  }
}
