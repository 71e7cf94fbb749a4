# PostgreSQL: the truth. TLS is enforced by the server, the master's password is made, kept and changed by RDS.

locals {
  family = "postgres${split(".", var.engine_version)[0]}"
}

resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Data subnets of ${var.name}"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.name}-"
  family      = local.family
  description = "PostgreSQL of ${var.name}"

  dynamic "parameter" {
    for_each = {
      "rds.force_ssl"                       = "1"
      "ssl_min_protocol_version"            = "TLSv1.2"
      "password_encryption"                 = "scram-sha-256"
      "log_connections"                     = "1"
      "log_disconnections"                  = "1"
      "log_statement"                       = "ddl"
      "log_lock_waits"                      = "1"
      "log_min_duration_statement"          = "1000"
      "log_temp_files"                      = "65536"
      "idle_in_transaction_session_timeout" = "300000"
      "timezone"                            = "UTC"
    }

    content {
      name  = parameter.key
      value = parameter.value
    }
  }

  dynamic "parameter" {
    for_each = {
      "shared_preload_libraries"          = "pg_stat_statements"
      "rds.accepted_password_auth_method" = "scram"
    }

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "pending-reboot"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_db_instance" "this" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.engine_version
  instance_class = var.instance_class
  db_name        = "portal"

  username                      = "portal_master"
  manage_master_user_password   = true
  master_user_secret_kms_key_id = var.kms_key_arn

  storage_type          = "gp3"
  allocated_storage     = var.storage_gb
  max_allocated_storage = var.storage_gb * 4
  storage_encrypted     = true
  kms_key_id            = var.kms_key_arn

  multi_az               = var.multi_az
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  publicly_accessible    = false
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  parameter_group_name   = aws_db_parameter_group.this.name

  # point-in-time recovery reaches this far back
  backup_retention_period  = var.backup_retention_days
  backup_window            = "19:30-20:30" # 01:00 in India
  maintenance_window       = "sat:21:00-sat:22:00"
  copy_tags_to_snapshot    = true
  delete_automated_backups = false

  deletion_protection         = var.deletion_protection
  skip_final_snapshot         = !var.deletion_protection
  final_snapshot_identifier   = "${var.name}-final"
  apply_immediately           = false
  auto_minor_version_upgrade  = true
  allow_major_version_upgrade = false

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.kms_key_arn
  performance_insights_retention_period = var.insights_retention_days
  database_insights_mode                = var.insights_retention_days >= 465 ? "advanced" : "standard"
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  enabled_cloudwatch_logs_exports       = keys(aws_cloudwatch_log_group.this)

  tags = { backup = "daily" }

  lifecycle {
    prevent_destroy = true
  }
}

# The logs of transactions are copied too: the second region can go back to any minute.
resource "aws_db_instance_automated_backups_replication" "this" {
  count  = var.replica == null ? 0 : 1
  region = var.replica.region

  source_db_instance_arn = aws_db_instance.this.arn
  retention_period       = var.replica.retention_days
  kms_key_id             = var.replica.kms_key_arn
}

resource "aws_iam_role" "monitoring" {
  name        = "${var.name}-database-monitoring"
  description = "RDS writes the figures of the operating system"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
