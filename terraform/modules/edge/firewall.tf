# What is refused before it reaches the portal.
#
# Files and long texts: managed rules look at the first 8 KB of a body. Scanned bills look like anything, so what those
# rules find in bodies only counts, and is refused afterwards unless the path is one that takes files. The size of a body
# is not judged here at all: a reason written in Hindi fills 8 KB, and the portal itself has a limit for each route.

locals {
  managed = {
    AWSManagedRulesAmazonIpReputationList = { priority = 30, count = [] }
    AWSManagedRulesKnownBadInputsRuleSet  = { priority = 40, count = [] }
    AWSManagedRulesCommonRuleSet = { priority = 50, count = [
      "SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "EC2MetaDataSSRF_BODY",
      "GenericRFI_BODY", "GenericRFI_QUERYARGUMENTS",
    ] }
    AWSManagedRulesSQLiRuleSet = { priority = 60, count = ["SQLi_BODY", "SQLiExtendedPatterns_BODY"] }
  }

  # what was counted above, and where it is let through
  refused = {
    bodies = {
      priority = 70
      labels = [
        "awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body",
        "awswaf:managed:aws:core-rule-set:GenericLFI_Body",
        "awswaf:managed:aws:core-rule-set:EC2MetaDataSSRF_Body",
        "awswaf:managed:aws:sql-database:SQLi_Body",
        "awswaf:managed:aws:sql-database:SQLiExtendedPatterns_Body",
      ]
      except = "uploads"
    }
    # programs on a person's own machine name an address such as http://127.0.0.1:7070 to come back to (RFC 8252)
    remote-files = {
      priority = 80
      labels = [
        "awswaf:managed:aws:core-rule-set:GenericRFI_Body",
        "awswaf:managed:aws:core-rule-set:GenericRFI_QueryArguments",
      ]
      except = "addresses"
    }
  }

  upload_paths = [
    "^/applications/[^/]+/edit/(documents|uploads)(/|$)",
    "^/applications/[^/]+/edit/bills$",
    "^/api/v1/applications/[^/]+/(documents|uploads)(/|$)",
    "^/(payments/reconciliation|api/v1/bank-statements)$",
    "^/(operations|api/v1)/role-imports$",
  ]

  patterns = {
    uploads   = local.upload_paths
    addresses = concat(local.upload_paths, ["^/oauth2/"])
  }

  rates = {
    # sign-in, codes and tokens; the portal itself throttles by name, and by address more finely
    doors = { priority = 10, limit = var.door_rate_limit, paths = "^/(sign-in|access|second-factor|oauth2)(/|$)" }
    all   = { priority = 20, limit = var.rate_limit, paths = null }
  }
}

resource "aws_wafv2_regex_pattern_set" "this" {
  for_each = local.patterns

  name        = "${var.name}-${each.key}"
  description = "Paths where bodies are let through: ${each.key}"
  scope       = "REGIONAL"

  dynamic "regular_expression" {
    for_each = each.value

    content {
      regex_string = regular_expression.value
    }
  }
}

resource "aws_wafv2_web_acl" "this" {
  name        = var.name
  description = "Requests to the portal"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = local.rates

    content {
      name     = "rate-${rule.key}"
      priority = rule.value.priority

      action {
        block {
          custom_response {
            response_code            = 429
            custom_response_body_key = "too-many"
          }
        }
      }

      statement {
        rate_based_statement {
          limit                 = rule.value.limit
          evaluation_window_sec = 300
          aggregate_key_type    = "IP"

          dynamic "scope_down_statement" {
            for_each = rule.value.paths == null ? [] : [rule.value.paths]

            content {
              regex_match_statement {
                regex_string = scope_down_statement.value

                field_to_match {
                  uri_path {}
                }

                text_transformation {
                  priority = 0
                  type     = "NORMALIZE_PATH"
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "rate-${rule.key}"
        sampled_requests_enabled   = true
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key

          dynamic "rule_action_override" {
            for_each = rule.value.count

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = true
      }
    }
  }

  dynamic "rule" {
    for_each = local.refused

    content {
      name     = rule.key
      priority = rule.value.priority

      action {
        block {}
      }

      statement {
        and_statement {
          statement {
            or_statement {
              dynamic "statement" {
                for_each = rule.value.labels

                content {
                  label_match_statement {
                    scope = "LABEL"
                    key   = statement.value
                  }
                }
              }
            }
          }

          statement {
            not_statement {
              statement {
                regex_pattern_set_reference_statement {
                  arn = aws_wafv2_regex_pattern_set.this[rule.value.except].arn

                  field_to_match {
                    uri_path {}
                  }

                  text_transformation {
                    priority = 0
                    type     = "NORMALIZE_PATH"
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = true
      }
    }
  }

  custom_response_body {
    key          = "too-many"
    content_type = "TEXT_PLAIN"
    content      = "Too many requests from your network. Please try again in five minutes."
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

# WAF writes only to groups whose names begin like this
resource "aws_cloudwatch_log_group" "firewall" {
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_cloudwatch_log_group.firewall.arn]

  dynamic "redacted_fields" {
    for_each = ["authorization", "cookie"]

    content {
      single_header {
        name = redacted_fields.value
      }
    }
  }
}
