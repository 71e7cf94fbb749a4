# Alarms, canary, trail, backups, cost.

locals {
  trail_arn = "arn:aws:cloudtrail:${var.region}:${local.account_id}:trail/${local.name}"
}

module "monitoring" {
  source      = "./modules/monitoring"
  name        = local.name
  environment = var.environment
  region      = var.region
  account_id  = local.account_id
  people      = var.people
  edge        = module.edge.dimensions
  cluster     = aws_ecs_cluster.this.name
  web_min     = var.web.min
  worker_min  = var.worker.min
  log_groups  = { web = module.web.log_group, worker = module.worker.log_group }
  canary      = local.name

  database = {
    identifier  = local.name
    processors  = local.database_classes[var.database.class].processors
    memory_gb   = local.database_classes[var.database.class].memory_gb
    storage_gb  = var.database.storage_gb
    connections = local.connections
  }

  cache          = { id = local.name, nodes = var.cache.nodes }
  health_reports = var.health_reports

  check_task = {
    cluster_arn       = aws_ecs_cluster.this.arn
    family            = module.web.family
    subnet_ids        = module.network.subnet_ids["tasks"]
    security_group_id = module.network.security_groups["worker"]
    role_arns         = module.web.role_arns
  }

  replicated_buckets = { for what in ["documents", "audit", "backups"] : what => {
    from = local.buckets[what]
    to   = local.buckets["${what}-replica"]
  } }

  alerts_kms_key_arn = module.keys.arns["alerts"]
  logs_kms_key_arn   = module.keys.arns["logs"]
  log_retention_days = var.retention.logs
}

module "canary" {
  source                = "./modules/canary"
  name                  = local.name
  region                = var.region
  account_id            = local.account_id
  runtime_version       = var.canary_runtime
  domain_name           = var.domain_name
  number_parameter      = "/${local.name}/canary-number"
  password_parameter    = "/${local.name}/canary-password"
  secrets_kms_key_arn   = module.keys.arns["parameters"]
  artifacts_bucket      = module.logs.name
  artifacts_kms_key_arn = module.keys.arns["logs"]
}

module "trail" {
  source             = "./modules/trail"
  name               = local.name
  account_id         = local.account_id
  bucket             = module.audit.name
  kms_key_arn        = module.keys.arns["audit"]
  logs_kms_key_arn   = module.keys.arns["logs"]
  log_retention_days = var.retention.logs
  watched_buckets    = [for what in ["documents", "audit", "backups"] : local.buckets[what]]
  topic_arn          = module.monitoring.topic_arns["security"]
}

module "backup" {
  source                = "./modules/backup"
  name                  = local.name
  account_id            = local.account_id
  region                = var.region
  replica_region        = var.replica_region
  kms_key_arn           = module.keys.arns["backups"]
  replica_kms_key_arn   = module.replica_keys.arns["backups"]
  retention_days        = { daily = var.retention.daily_backups, monthly = var.retention.monthly_backups }
  lock_for_good         = var.locked_for_good
  database_arn          = module.database.arn
  database_subnet_group = module.database.subnet_group
  anchors_arn           = module.anchors.arn
}

module "release" {
  source = "./modules/release"
  count  = var.code_repository == null ? 0 : 1

  name            = local.name
  environment     = var.environment
  region          = var.region
  account_id      = local.account_id
  repository      = var.code_repository
  repository_arns = values(module.registry.arns)
  cluster_arn     = aws_ecs_cluster.this.arn
  log_groups      = [module.web.log_group, module.worker.log_group]
  vault           = module.backup.vault
  task_role_arns  = concat(module.web.role_arns, module.worker.role_arns)

  replica_region   = var.replica_region
  documents_arn    = module.documents.arn
  database_key_arn = module.keys.arns["data"]

  datasource    = local.datasource
  web           = { service = module.web.name, family = module.web.family, role_arns = module.web.role_arns }
  proof_network = { subnet_ids = module.network.subnet_ids["tasks"], security_group_id = module.network.security_groups["web"] }
}

resource "aws_budgets_budget" "this" {
  name         = local.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_unit   = "USD"
  limit_amount = tostring(var.budget_usd)

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }

    content {
      notification_type         = notification.key
      comparison_operator       = "GREATER_THAN"
      threshold                 = notification.value
      threshold_type            = "PERCENTAGE"
      subscriber_sns_topic_arns = [module.monitoring.topic_arns["warning"]]
    }
  }
}
