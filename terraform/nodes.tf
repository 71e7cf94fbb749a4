# Web nodes and workers: one image, told apart by settings.

locals {
  repositories = {
    "ltet-portal"         = "the portal"
    "ltet-portal-scanner" = "the virus scanner"
  }

  image = join(startswith(var.release, "sha256:") ? "@" : ":", [module.registry.urls["ltet-portal"], var.release])

  scanner_host = "scanner.${aws_service_discovery_private_dns_namespace.this.name}"

  # what both kinds of nodes do: data keys, documents
  node_statements = [
    {
      Sid      = "DataKeys"
      Effect   = "Allow"
      Action   = ["kms:Encrypt", "kms:Decrypt"]
      Resource = module.keys.arns["fields"]
      Condition = {
        StringEquals = { "kms:EncryptionContext:application" = "ltet-portal" }
      }
    },
    {
      Sid      = "Documents"
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
      Resource = "${module.documents.arn}/documents/*"
    },
    {
      Sid      = "BucketOfDocuments"
      Effect   = "Allow"
      Action   = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketVersioning"]
      Resource = module.documents.arn
    },
    {
      Sid      = "KeyOfDocuments"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = module.keys.arns["documents"]
      Condition = {
        StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" }
      }
    },
    {
      Sid      = "ReadAnchors"
      Effect   = "Allow"
      Action   = "elasticfilesystem:ClientMount"
      Resource = module.anchors.arn
    },
  ]
}

module "registry" {
  source       = "./modules/registry"
  repositories = local.repositories
  kms_key_arn  = module.keys.arns["images"]
}

resource "aws_ecs_cluster" "this" {
  name = local.name

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = "${local.name}.internal"
  description = "Names inside the network"
  vpc         = module.network.vpc_id
}

resource "aws_service_discovery_service" "scanner" {
  name        = "scanner"
  description = "Workers, with the virus scanner beside them"

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.this.id
    routing_policy = "MULTIVALUE"

    dns_records {
      type = "A"
      ttl  = 15
    }
  }
}

module "web" {
  source       = "./modules/service"
  name         = local.name
  service      = "web"
  region       = var.region
  account_id   = local.account_id
  cluster_arn  = aws_ecs_cluster.this.arn
  cluster_name = aws_ecs_cluster.this.name

  image             = local.image
  repository_arns   = [module.registry.arns["ltet-portal"]]
  size              = { cpu = var.web.cpu, memory = var.web.memory }
  count_range       = { min = var.web.min, max = var.web.max }
  capacity_provider = var.spot ? "FARGATE_SPOT" : "FARGATE"
  stop_timeout      = 60
  writable_paths    = ["/data", "/tmp"]
  anchors           = merge(module.anchors.volume, { path = "/anchors", read_only = true })

  environment         = local.web_settings
  secrets             = { for setting, parameter in local.web_secrets : setting => "${local.parameters}/${parameter}" }
  secrets_kms_key_arn = module.keys.arns["parameters"]
  task_statements     = local.node_statements

  port             = local.web_port
  target_group_arn = module.edge.target_group_arn
  rollback_alarms  = [module.monitoring.rollback_alarm]

  scale_on = {
    cpu_percent = 60
    requests    = { each_minute = var.web.requests, label = module.edge.request_count_label }
  }

  subnet_ids         = module.network.subnet_ids["tasks"]
  security_group_id  = module.network.security_groups["web"]
  log_retention_days = var.retention.logs
  logs_kms_key_arn   = module.keys.arns["logs"]

  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

module "worker" {
  source       = "./modules/service"
  name         = local.name
  service      = "worker"
  region       = var.region
  account_id   = local.account_id
  cluster_arn  = aws_ecs_cluster.this.arn
  cluster_name = aws_ecs_cluster.this.name

  image             = local.image
  repository_arns   = values(module.registry.arns)
  size              = { cpu = var.worker.cpu, memory = var.worker.memory }
  count_range       = { min = var.worker.min, max = var.worker.max }
  capacity_provider = var.spot ? "FARGATE_SPOT" : "FARGATE"
  stop_timeout      = 90
  writable_paths    = ["/data", "/tmp"]
  anchors           = merge(module.anchors.volume, { path = "/anchors", read_only = false })

  environment         = local.worker_settings
  secrets             = { for setting, parameter in local.secrets : setting => "${local.parameters}/${parameter}" }
  secrets_kms_key_arn = module.keys.arns["parameters"]

  task_statements = concat(local.node_statements, [{
    Sid      = "WriteAnchors"
    Effect   = "Allow"
    Action   = "elasticfilesystem:ClientWrite"
    Resource = module.anchors.arn
  }])

  # no balancer asks a worker; nothing but the shell is needed in the image
  health_command = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080; printf \"GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n\" >&3; grep -q UP <&3'"

  sidecars      = [local.scanner]
  sidecar_paths = ["/var/lib/clamav", "/var/tmp"]
  discovery_arn = aws_service_discovery_service.scanner.arn

  scale_on = {
    cpu_percent = 65
    queue       = module.monitoring.overdue_jobs
  }

  subnet_ids         = module.network.subnet_ids["tasks"]
  security_group_id  = module.network.security_groups["worker"]
  log_retention_days = var.retention.logs
  logs_kms_key_arn   = module.keys.arns["logs"]

  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

# Every node may hold 26 connections; in a rolling release there are twice as many nodes for a while.
check "connections" {
  assert {
    condition     = (var.web.max + var.worker.max + 1) * 26 * 2 < local.connections
    error_message = "The database has ${local.connections} connections: too few for the greatest number of nodes during a release."
  }
}

locals {
  # as RDS sets max_connections
  connections = floor(local.database_classes[var.database.class].memory_gb * pow(1024, 3) / 9531392)
}
