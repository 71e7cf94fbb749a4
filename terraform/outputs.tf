output "address" {
  description = "Where people reach the portal."
  value       = local.address
}

output "names" {
  description = "What scripts and people need to find things."
  value = {
    cluster           = aws_ecs_cluster.this.name
    database          = module.database.identifier
    database_address  = module.database.address
    database_master   = module.database.master_secret_arn
    cache             = module.cache.id
    vault             = module.backup.vault
    documents         = module.documents.name
    documents_copy    = module.documents_replica.name
    fields_key_copy   = aws_kms_replica_key.fields.arn
    registry          = module.registry.urls
    operators_group   = module.network.security_groups["operators"]
    operators_subnets = module.network.subnet_ids["tasks"]
    topics            = module.monitoring.topic_arns
    pipeline_role     = one(module.release[*].role_arn)
    verify_role       = one(module.release[*].verify_role_arn)
    proof             = one(module.release[*].proof_arn)
  }
}

output "parameters_of_people" {
  description = "Parameters below /ltet-portal-<environment>/ that people put there before the first start."
  value       = local.parameters_of_people
}

output "facts" {
  description = "What tests hold about the whole."
  value = {
    environment = var.environment
    network     = module.network.facts
    edge        = module.edge.facts
    web         = module.web.facts
    worker      = module.worker.facts
    database    = module.database.facts
    cache       = module.cache.facts
    anchors     = { encrypted = module.anchors.encrypted }
    registry    = module.registry.facts
    backup      = module.backup.facts
    trail       = module.trail.facts
    monitoring  = module.monitoring.facts
    keys        = merge(module.keys.rotated, { for purpose, rotated in module.replica_keys.rotated : "${purpose} (copy)" => rotated })
    connections = local.connections
    buckets = {
      documents         = module.documents.facts
      documents-replica = module.documents_replica.facts
      audit             = module.audit.facts
      audit-replica     = module.audit_replica.facts
      backups           = module.backups.facts
      backups-replica   = module.backups_replica.facts
      logs              = module.logs.facts
      access-logs       = module.access_logs.facts
    }
  }
}
