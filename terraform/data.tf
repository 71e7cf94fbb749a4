# Database, cache, anchors of the audit trail.

module "database" {
  source                  = "./modules/database"
  name                    = local.name
  account_id              = local.account_id
  engine_version          = "18"
  instance_class          = var.database.class
  storage_gb              = var.database.storage_gb
  multi_az                = var.database.multi_az
  deletion_protection     = var.protected
  backup_retention_days   = var.database.recovery_days
  insights_retention_days = var.database.insights_days
  log_retention_days      = var.retention.logs
  subnet_ids              = module.network.subnet_ids["data"]
  security_group_id       = module.network.security_groups["database"]
  kms_key_arn             = module.keys.arns["data"]
  logs_kms_key_arn        = module.keys.arns["logs"]

  replica = var.environment != "prod" ? null : {
    region         = var.replica_region
    kms_key_arn    = module.replica_keys.arns["backups"]
    retention_days = var.database.recovery_days
  }
}

# The one secret that Terraform has to know: it sets it where the cache is made, and tells the nodes by redis-url.
data "aws_ssm_parameter" "cache_token" {
  name            = "/${local.name}/redis-token"
  with_decryption = true
}

module "cache" {
  source             = "./modules/cache"
  name               = local.name
  node_type          = var.cache.class
  nodes              = var.cache.nodes
  auth_token         = data.aws_ssm_parameter.cache_token.value
  snapshot_days      = var.environment == "prod" ? 7 : 1
  log_retention_days = var.retention.logs
  subnet_ids         = module.network.subnet_ids["data"]
  security_group_id  = module.network.security_groups["cache"]
  kms_key_arn        = module.keys.arns["data"]
  logs_kms_key_arn   = module.keys.arns["logs"]
}

module "anchors" {
  source            = "./modules/anchors"
  name              = "${local.name}-anchors"
  subnet_ids        = module.network.subnet_ids["data"]
  security_group_id = module.network.security_groups["anchors"]
  kms_key_arn       = module.keys.arns["data"]
  reader_role_arns  = [module.web.task_role_arn]
  writer_role_arns  = [module.worker.task_role_arn]
}
