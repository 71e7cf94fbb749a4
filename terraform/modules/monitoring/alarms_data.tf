# The database and the cache.

locals {
  database = { DBInstanceIdentifier = var.database.identifier }
  caches   = toset([for i in range(var.cache.nodes) : format("%s-%03d", var.cache.id, i + 1)])

  data_alarms = merge(
    {
      "database-processor" = {
        level     = "warning", means = "The processor of the database is full.", look = "Performance Insights: which statement."
        namespace = "AWS/RDS", metric = "CPUUtilization", dimensions = local.database
        statistic = "Average", above = 80, below = null, period = 300, times = 3, missing = "breaching"
      }
      "database-load" = {
        level     = "urgent", means = "More sessions work in the database than it has processors.", look = "Performance Insights: what they wait for."
        namespace = "AWS/RDS", metric = "DBLoad", dimensions = local.database
        statistic = "Average", above = var.database.processors * 2, below = null, period = 60, times = 10, missing = "notBreaching"
      }
      "database-storage" = {
        level     = "urgent", means = "The storage of the database is nearly full although it grows by itself.", look = "its greatest size, and what grew."
        namespace = "AWS/RDS", metric = "FreeStorageSpace", dimensions = local.database
        statistic = "Minimum", above = null, below = var.database.storage_gb * 0.1 * pow(1024, 3), period = 300, times = 2, missing = "breaching"
      }
      "database-memory" = {
        level     = "warning", means = "The database has little memory left.", look = "number of connections, then a larger size."
        namespace = "AWS/RDS", metric = "FreeableMemory", dimensions = local.database
        statistic = "Average", above = null, below = var.database.memory_gb * 0.05 * pow(1024, 3), period = 300, times = 3, missing = "notBreaching"
      }
      "database-connections" = {
        level     = "urgent", means = "Nearly all connections of the database are taken.", look = "number of nodes; each takes up to 26."
        namespace = "AWS/RDS", metric = "DatabaseConnections", dimensions = local.database
        statistic = "Maximum", above = floor(var.database.connections * 0.85), below = null, period = 60, times = 5, missing = "notBreaching"
      }
      "database-writes-slow" = {
        level     = "warning", means = "Writing takes the database longer than 20 ms.", look = "its storage: throughput and operations beside what it may."
        namespace = "AWS/RDS", metric = "WriteLatency", dimensions = local.database
        statistic = "Average", above = 0.02, below = null, period = 300, times = 3, missing = "notBreaching"
      }
      "database-numbers" = {
        level     = "warning", means = "Numbers of transactions run out unless old rows are frozen.", look = "long transactions and autovacuum."
        namespace = "AWS/RDS", metric = "MaximumUsedTransactionIDs", dimensions = local.database
        statistic = "Maximum", above = 1000000000, below = null, period = 3600, times = 1, missing = "notBreaching"
      }
    },
    merge([for node in local.caches : {
      "cache-memory-${node}" = {
        level     = "warning", means = "The cache is nearly full: sessions will be ended early.", look = "number of sessions, then a larger size."
        namespace = "AWS/ElastiCache", metric = "DatabaseMemoryUsagePercentage", dimensions = { CacheClusterId = node }
        statistic = "Maximum", above = 80, below = null, period = 300, times = 3, missing = "breaching"
      }
      "cache-processor-${node}" = {
        level     = "warning", means = "The cache is at its limit.", look = "slow log of the cache."
        namespace = "AWS/ElastiCache", metric = "EngineCPUUtilization", dimensions = { CacheClusterId = node }
        statistic = "Average", above = 80, below = null, period = 300, times = 3, missing = "notBreaching"
      }
      "cache-evicts-${node}" = {
        level     = "urgent", means = "The cache throws sessions away: people are signed out.", look = "its memory."
        namespace = "AWS/ElastiCache", metric = "Evictions", dimensions = { CacheClusterId = node }
        statistic = "Sum", above = 0, below = null, period = 300, times = 2, missing = "notBreaching"
      }
    }]...),
  )
}
