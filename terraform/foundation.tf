# Names, keys, network.

locals {
  name       = "ltet-portal-${var.environment}"
  account_id = data.aws_caller_identity.this.account_id
  web_port   = 8443

  database_classes = {
    "db.t4g.medium"  = { processors = 2, memory_gb = 4 }
    "db.m7g.large"   = { processors = 2, memory_gb = 8 }
    "db.m7g.xlarge"  = { processors = 4, memory_gb = 16 }
    "db.m7g.2xlarge" = { processors = 8, memory_gb = 32 }
    "db.m7g.4xlarge" = { processors = 16, memory_gb = 64 }
  }
}

data "aws_caller_identity" "this" {}

module "keys" {
  source     = "./modules/keys"
  name       = local.name
  region     = var.region
  account_id = local.account_id

  purposes = {
    data       = { what = "database, cache, anchors" }
    documents  = { what = "bucket of documents" }
    fields     = { what = "the portal's own data keys: fields, documents, records", multi_region = true }
    parameters = { what = "secrets of the nodes" }
    logs       = { what = "logs" }
    audit      = { what = "trail and audit archive" }
    backups    = { what = "vault and bucket of backups" }
    alerts     = { what = "alarms on their way" }
    images     = { what = "images" }
  }
}

module "replica_keys" {
  source     = "./modules/keys"
  name       = local.name
  region     = var.replica_region
  account_id = local.account_id

  purposes = {
    documents = { what = "copy of the bucket of documents" }
    audit     = { what = "copy of trail and audit archive" }
    backups   = { what = "copies of backups" }
  }
}

# The same key material in the second region: what it sealed can be opened there when the first region is gone.
resource "aws_kms_replica_key" "fields" {
  region                  = var.replica_region
  primary_key_arn         = module.keys.arns["fields"]
  description             = "${local.name}: the portal's own data keys, second region"
  deletion_window_in_days = 30
}

module "network" {
  source                 = "./modules/network"
  name                   = local.name
  region                 = var.region
  account_id             = local.account_id
  cidr                   = var.network.cidr
  nat_in_each_zone       = var.network.nat_in_each_zone
  endpoints_in_each_zone = var.network.endpoints_in_each_zone
  outgoing_ports         = var.network.outgoing_ports
  web_port               = local.web_port
  logs_bucket_arn        = module.logs.arn
}
