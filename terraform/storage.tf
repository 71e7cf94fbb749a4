# Buckets. Names end in the account, because all the world shares them.

locals {
  buckets = { for what in ["documents", "audit", "backups", "logs", "access-logs", "documents-replica", "audit-replica", "backups-replica"] :
  what => "${local.name}-${what}-${local.account_id}" }

  audit_lock = { mode = var.locked_for_good ? "COMPLIANCE" : "GOVERNANCE", days = var.retention.audit }
}

# The record of who asked for what. AWS writes it under keys of S3 only.
module "access_logs" {
  source             = "./modules/bucket"
  name               = local.buckets["access-logs"]
  region             = var.region
  account_id         = local.account_id
  encryption         = "AES256"
  expires_after_days = var.retention.archived_logs

  policy_statements = [
    {
      Sid       = "RecordOfBuckets"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::${local.buckets["access-logs"]}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    },
    {
      Sid       = "RecordOfTheBalancer"
      Effect    = "Allow"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = [for prefix in ["balancer", "connections"] : "arn:aws:s3:::${local.buckets["access-logs"]}/${prefix}/AWSLogs/${local.account_id}/*"]
    },
  ]
}

# Flow logs, and what the canary saw.
module "logs" {
  source             = "./modules/bucket"
  name               = local.buckets["logs"]
  region             = var.region
  account_id         = local.account_id
  kms_key_arn        = module.keys.arns["logs"]
  expires_after_days = var.retention.archived_logs
  access_logs_bucket = module.access_logs.name

  policy_statements = [
    {
      Sid       = "FlowLogs"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::${local.buckets["logs"]}/flow/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    },
    {
      Sid       = "FlowLogsLook"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
      Resource  = "arn:aws:s3:::${local.buckets["logs"]}"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    },
  ]
}

# Sealed by the portal before they come here, and encrypted once more.
module "documents" {
  source             = "./modules/bucket"
  name               = local.buckets["documents"]
  region             = var.region
  account_id         = local.account_id
  kms_key_arn        = module.keys.arns["documents"]
  access_logs_bucket = module.access_logs.name
  colder             = { after_days = 30, storage_class = "INTELLIGENT_TIERING" }
  replica            = { bucket_arn = module.documents_replica.arn, kms_key_arn = module.replica_keys.arns["documents"] }
}

module "documents_replica" {
  source      = "./modules/bucket"
  name        = local.buckets["documents-replica"]
  region      = var.replica_region
  account_id  = local.account_id
  kms_key_arn = module.replica_keys.arns["documents"]
}

# Trail of the account, and whatever is put beside it for auditors: written once.
module "audit" {
  source              = "./modules/bucket"
  name                = local.buckets["audit"]
  region              = var.region
  account_id          = local.account_id
  kms_key_arn         = module.keys.arns["audit"]
  lock                = local.audit_lock
  replaced_after_days = var.retention.audit
  access_logs_bucket  = module.access_logs.name
  colder              = { after_days = 90, storage_class = "GLACIER_IR" }
  replica             = { bucket_arn = module.audit_replica.arn, kms_key_arn = module.replica_keys.arns["audit"] }

  policy_statements = [
    {
      Sid       = "TrailLooks"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = "arn:aws:s3:::${local.buckets["audit"]}"
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    },
    {
      Sid       = "TrailWrites"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::${local.buckets["audit"]}/trail/AWSLogs/${local.account_id}/*"
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    },
  ]
}

module "audit_replica" {
  source              = "./modules/bucket"
  name                = local.buckets["audit-replica"]
  region              = var.replica_region
  account_id          = local.account_id
  kms_key_arn         = module.replica_keys.arns["audit"]
  lock                = local.audit_lock
  replaced_after_days = var.retention.audit
}

# Exports of the database that people make, beside the backups of AWS Backup.
module "backups" {
  source             = "./modules/bucket"
  name               = local.buckets["backups"]
  region             = var.region
  account_id         = local.account_id
  kms_key_arn        = module.keys.arns["backups"]
  access_logs_bucket = module.access_logs.name
  colder             = { after_days = 30, storage_class = "GLACIER_IR" }
  expires_after_days = var.retention.monthly_backups
  replica            = { bucket_arn = module.backups_replica.arn, kms_key_arn = module.replica_keys.arns["backups"] }
}

module "backups_replica" {
  source             = "./modules/bucket"
  name               = local.buckets["backups-replica"]
  region             = var.replica_region
  account_id         = local.account_id
  kms_key_arn        = module.replica_keys.arns["backups"]
  expires_after_days = var.retention.monthly_backups
}
