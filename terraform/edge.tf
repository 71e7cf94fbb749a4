module "edge" {
  source              = "./modules/edge"
  name                = local.name
  domain_name         = var.domain_name
  zone_name           = var.zone_name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.subnet_ids["public"]
  security_group_id   = module.network.security_groups["balancer"]
  web_port            = local.web_port
  deletion_protection = var.protected
  access_logs_bucket  = module.access_logs.name
  rate_limit          = var.rate_limits.all
  door_rate_limit     = var.rate_limits.doors
  log_retention_days  = var.retention.logs
  logs_kms_key_arn    = module.keys.arns["logs"]
}
