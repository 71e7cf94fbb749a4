# What the portal is told. Names are those of docs/operations, as environment variables.

locals {
  address = "https://${var.domain_name}"

  # the balancer's subnets, and nobody else, say who the client is
  proxies = join("|", [for cidr in module.network.public_cidrs :
  "${replace(join(".", slice(split(".", cidr), 0, 3)), ".", "\\.")}\\.\\d{1,3}"])

  # nothing is posted without it
  sap = var.integrations.sap == null ? {} : {
    PORTAL_INTEGRATIONS_SAP_URL               = var.integrations.sap.url
    PORTAL_INTEGRATIONS_SAP_USER              = var.integrations.sap.user
    PORTAL_INTEGRATIONS_SAP_COMPANYCODE       = var.integrations.sap.company_code
    PORTAL_INTEGRATIONS_SAP_ACCOUNTS_BENEFITS = var.integrations.sap.accounts.benefits
    PORTAL_INTEGRATIONS_SAP_ACCOUNTS_TRANSIT  = var.integrations.sap.accounts.transit
    PORTAL_INTEGRATIONS_SAP_ACCOUNTS_BANK     = var.integrations.sap.accounts.bank
  }

  # payments go by bank file only without it
  gateway = var.integrations.gateway == null ? {} : {
    PORTAL_INTEGRATIONS_GATEWAY_URL              = var.integrations.gateway.url
    PORTAL_INTEGRATIONS_GATEWAY_USER             = var.integrations.gateway.user
    PORTAL_INTEGRATIONS_GATEWAY_ACCOUNT          = var.integrations.gateway.account
    PORTAL_INTEGRATIONS_GATEWAY_VALIDATEACCOUNTS = tostring(var.integrations.gateway.validate_accounts)
  }

  gateway_secrets = var.integrations.gateway == null ? {} : {
    PORTAL_INTEGRATIONS_GATEWAY_PASSWORD      = "gateway-password"
    PORTAL_INTEGRATIONS_GATEWAY_WEBHOOKSECRET = "gateway-webhook-secret"
  }

  datasource = {
    before = "jdbc:postgresql://"
    after = join("", [
      ":5432/portal?sslmode=verify-full",
      # the certificate of RDS's own authority comes as a parameter
      "&sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=env:DATABASE_CA",
    ])
  }

  settings = merge(local.sap, local.gateway, {
    SPRING_DATASOURCE_URL             = "${local.datasource.before}${module.database.address}${local.datasource.after}"
    SPRING_DATASOURCE_USERNAME        = "portal"
    MANAGEMENT_HEALTH_REDIS_ENABLED   = "true"
    LOGGING_STRUCTURED_FORMAT_CONSOLE = "ecs"
    PORTAL_DATADIRECTORY              = "/data"
    PORTAL_AUDIT_ANCHORS              = "/anchors"

    PORTAL_ENCRYPTION_HOLDER     = "aws-kms"
    PORTAL_ENCRYPTION_KMS_KEYID  = module.keys.arns["fields"]
    PORTAL_ENCRYPTION_KMS_REGION = var.region

    PORTAL_DOCUMENTS_STORE       = "s3"
    PORTAL_DOCUMENTS_S3_BUCKET   = module.documents.name
    PORTAL_DOCUMENTS_S3_KMSKEYID = module.keys.arns["documents"]
    PORTAL_DOCUMENTS_S3_REGION   = var.region

    PORTAL_IDENTITY_ISSUER             = local.address
    PORTAL_IDENTITY_PASSKEYS_HOST      = var.domain_name
    PORTAL_IDENTITY_PASSKEYS_ORIGINS   = local.address
    PORTAL_NOTIFICATIONS_PUBLICADDRESS = local.address
    PORTAL_NOTIFICATIONS_SENDER        = var.mail.sender

    SPRING_MAIL_HOST                                         = var.mail.host
    SPRING_MAIL_PORT                                         = tostring(var.mail.port)
    SPRING_MAIL_USERNAME                                     = var.mail.user
    SPRING_MAIL_PROPERTIES_MAIL_SMTP_AUTH                    = "true"
    SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_ENABLE         = "true"
    SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED       = "true"
    SPRING_MAIL_PROPERTIES_MAIL_SMTP_SSL_CHECKSERVERIDENTITY = "true"

    PORTAL_INTEGRATIONS_HRMS_URL         = var.integrations.hrms.url
    PORTAL_INTEGRATIONS_HRMS_USER        = var.integrations.hrms.user
    PORTAL_INTEGRATIONS_BANK_URL         = var.integrations.bank.url
    PORTAL_INTEGRATIONS_BANK_USER        = var.integrations.bank.user
    PORTAL_INTEGRATIONS_SMS_URL          = var.integrations.sms.url
    PORTAL_INTEGRATIONS_SMS_USER         = var.integrations.sms.user
    PORTAL_INTEGRATIONS_SMS_CODETEMPLATE = var.integrations.sms_code_template

    PORTAL_APPLICATIONS_ORIGINALSADDRESS = var.originals_address

    PORTAL_PAYMENTS_DEBTOR_NAME = var.trust_account.name
    PORTAL_PAYMENTS_DEBTOR_IFSC = var.trust_account.ifsc
    PORTAL_PAYMENTS_DEBTOR_ID   = var.trust_account.id
  })

  web_settings = merge(local.settings, {
    SPRING_PROFILES_ACTIVE = "production,proxy,tls"
    SERVER_PORT            = tostring(local.web_port)
    PORTAL_PROXY_ADDRESSES = local.proxies
    PORTAL_JOBS_ENABLED    = "false"
    # longer than the balancer takes to see it; with the 30 s for what was begun, less than the stop timeout of the task
    PORTAL_WEB_DRAIN                      = "25s"
    PORTAL_DOCUMENTS_VIRUSSCANNER_ADDRESS = "tcp://${local.scanner_host}:3310"
  })

  worker_settings = merge(local.settings, {
    SPRING_PROFILES_ACTIVE                = "production"
    PORTAL_JOBS_ENABLED                   = "true"
    PORTAL_DOCUMENTS_VIRUSSCANNER_ADDRESS = "tcp://127.0.0.1:3310"
  })

  # secrets by the name of their parameter below /ltet-portal-<environment>/
  secrets = merge(var.integrations.sap == null ? {} : { PORTAL_INTEGRATIONS_SAP_PASSWORD = "sap-password" }, local.gateway_secrets, {
    SPRING_DATASOURCE_PASSWORD        = "database-password"
    DATABASE_CA                       = "database-ca"
    SPRING_DATA_REDIS_URL             = "redis-url"
    SPRING_MAIL_PASSWORD              = "mail-password"
    PORTAL_INTEGRATIONS_HRMS_PASSWORD = "hrms-password"
    PORTAL_INTEGRATIONS_BANK_PASSWORD = "bank-password"
    PORTAL_INTEGRATIONS_SMS_PASSWORD  = "sms-password"
    PORTAL_PAYMENTS_DEBTOR_ACCOUNT    = "trust-account"
  })

  web_secrets = merge(local.secrets, {
    PORTAL_TLS_CERTIFICATE = "tls-certificate"
    PORTAL_TLS_PRIVATEKEY  = "tls-private-key"
  })

  parameters = "arn:aws:ssm:${var.region}:${local.account_id}:parameter/${local.name}"

  # put there by people before the first start: terraform/README.md
  parameters_of_people = sort(setsubtract(
    concat(values(local.web_secrets), ["redis-token", "canary-number", "canary-password"]),
    ["redis-url"],
  ))
}

resource "aws_ssm_parameter" "redis_url" {
  name        = "/${local.name}/redis-url"
  description = "Address of the cache with its password"
  type        = "SecureString"
  key_id      = module.keys.arns["parameters"]
  value       = "rediss://:${data.aws_ssm_parameter.cache_token.value}@${module.cache.primary}:6379"
}
