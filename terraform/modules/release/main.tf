# How the pipeline comes in: with a word of the code's home that it is this repository, deploying to this environment.
# It holds no key; it may do what the scripts of a release do, and nothing else.

resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "this" {
  name                 = "${var.name}-release"
  description          = "The pipeline of ${var.repository} brings releases into service"
  max_session_duration = 7200

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.this.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:environment:${var.environment}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "release"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SignInToTheRegistry"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Sid    = "PushAndScan"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload",
          "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:DescribeImages",
          "ecr:DescribeImageScanFindings",
        ]
        Resource = var.repository_arns
      },
      {
        Sid    = "LookAtWhatRuns"
        Effect = "Allow"
        Action = [
          "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:RegisterTaskDefinition",
          "elasticloadbalancing:DescribeTargetHealth", "cloudwatch:DescribeAlarms", "rds:DescribeDBInstances",
          "elasticache:DescribeReplicationGroups",
        ]
        # none of these knows single resources
        Resource = "*"
      },
      {
        Sid       = "ReplaceAndRunOnce"
        Effect    = "Allow"
        Action    = ["ecs:DescribeServices", "ecs:UpdateService", "ecs:RunTask", "ecs:DescribeTasks"]
        Resource  = "*"
        Condition = { ArnEquals = { "ecs:cluster" = var.cluster_arn } }
      },
      {
        Sid      = "ReadWhatTheyPrinted"
        Effect   = "Allow"
        Action   = "logs:GetLogEvents"
        Resource = [for group in var.log_groups : "arn:aws:logs:${var.region}:${var.account_id}:log-group:${group}:*"]
      },
      {
        Sid      = "AgeOfTheBackups"
        Effect   = "Allow"
        Action   = "backup:ListRecoveryPointsByBackupVault"
        Resource = "arn:aws:backup:${var.region}:${var.account_id}:backup-vault:${var.vault}"
      },
      {
        Sid       = "HandOverRolesOfTasks"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = var.task_role_arns
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
    ]
  })
}
