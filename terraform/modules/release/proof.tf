# Proves a restored database, with commands that stand here and with no others. Who looks at the backups may start this and
# no task of the portal: with one, it could do whatever the portal can, in the database that is in service.

locals {
  # of its input nothing but these two is used, and only in this form
  proof_forms = {
    instance = "^${var.name}-verify-[0-9]{8}-[0-9]{6}$"
    moment   = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
  }

  # the address is what RDS says of the instance; the input is no part of it
  proof_database = "{% '--spring.datasource.url=${var.datasource.before}' & $address & '${var.datasource.after}' %}"

  proof_steps = [
    { name = "BringToTheReleaseInService", command = ["--migrate", local.proof_database] },
    { name = "AuditTrail", command = ["--verify-audit", "{% '--restored=' & $moment %}", local.proof_database] },
    { name = "Money", command = ["--check-money", local.proof_database] },
  ]

  proof_tasks = { for index, step in local.proof_steps : step.name => {
    Type     = "Task"
    Resource = "arn:aws:states:::ecs:runTask.sync"
    Arguments = {
      Cluster        = var.cluster_arn
      LaunchType     = "FARGATE"
      TaskDefinition = "{% $definition %}"
      NetworkConfiguration = {
        AwsvpcConfiguration = {
          Subnets        = var.proof_network.subnet_ids
          SecurityGroups = [var.proof_network.security_group_id]
          AssignPublicIp = "DISABLED"
        }
      }
      Overrides = { ContainerOverrides = [{ Name = "portal", Command = step.command }] }
    }
    TimeoutSeconds = 3600
    Assign = {
      "task${index}" = "{% $states.result.TaskArn %}"
      "exit${index}" = "{% $states.result.Containers[Name='portal'].ExitCode %}"
    }
    Next = index + 1 < length(local.proof_steps) ? local.proof_steps[index + 1].name : "Whole"
  } }

  proof_definition = {
    Comment        = "Proves an instance that was restored beside the one in service"
    QueryLanguage  = "JSONata"
    StartAt        = "Input"
    TimeoutSeconds = 7200
    States = merge({
      Input = {
        Type = "Choice"
        Choices = [{
          Condition = "{% $contains($states.input.instance, /${local.proof_forms.instance}/) and $contains($states.input.moment, /${local.proof_forms.moment}/) %}"
          Assign    = { instance = "{% $states.input.instance %}", moment = "{% $states.input.moment %}" }
          Next      = "Instance"
        }]
        Default = "NotForThis"
      }
      Instance = {
        Type      = "Task"
        Resource  = "arn:aws:states:::aws-sdk:rds:describeDBInstances"
        Arguments = { DbInstanceIdentifier = "{% $instance %}" }
        Assign    = { address = "{% $states.result.DbInstances[0].Endpoint.Address %}" }
        Next      = "Release"
      }
      Release = {
        Type      = "Task"
        Resource  = "arn:aws:states:::aws-sdk:ecs:describeServices"
        Arguments = { Cluster = var.cluster_arn, Services = [var.web.service] }
        Assign    = { definition = "{% $states.result.Services[0].TaskDefinition %}" }
        Next      = local.proof_steps[0].name
      }
      Whole = {
        Type = "Choice"
        Choices = [{
          Condition = "{% ${join(" and ", [for index, step in local.proof_steps : "$exit${index} = 0"])} %}"
          Next      = "Proven"
        }]
        Default = "NotWhole"
      }
      Proven     = { Type = "Succeed", Output = { tasks = "{% [${join(", ", [for index, step in local.proof_steps : "$task${index}"])}] %}" } }
      NotWhole   = { Type = "Fail", Error = "NotWhole", Cause = "{% $string({'TaskArn': $task${length(local.proof_steps) - 1}}) %}" }
      NotForThis = { Type = "Fail", Error = "NotForThis", Cause = "{% $string({'refused': 'instance or moment'}) %}" }
    }, local.proof_tasks)
  }
}

resource "aws_sfn_state_machine" "proof" {
  name       = "${var.name}-proof"
  type       = "STANDARD"
  role_arn   = aws_iam_role.proof.arn
  definition = jsonencode(local.proof_definition)
}

resource "aws_iam_role" "proof" {
  name        = "${var.name}-proof"
  description = "Runs the fixed commands that prove a restored database"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "proof" {
  name = "proof"
  role = aws_iam_role.proof.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RunTheRelease"
        Effect    = "Allow"
        Action    = "ecs:RunTask"
        Resource  = "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${var.web.family}:*"
        Condition = { ArnEquals = { "ecs:cluster" = var.cluster_arn } }
      },
      {
        Sid       = "FollowIt"
        Effect    = "Allow"
        Action    = ["ecs:DescribeServices", "ecs:DescribeTasks", "ecs:StopTask"]
        Resource  = "*"
        Condition = { ArnEquals = { "ecs:cluster" = var.cluster_arn } }
      },
      {
        Sid      = "HearOfItsEnd"
        Effect   = "Allow"
        Action   = ["events:PutTargets", "events:PutRule", "events:DescribeRule"]
        Resource = "arn:aws:events:${var.region}:${var.account_id}:rule/StepFunctionsGetEventsForECSTaskRule"
      },
      {
        Sid    = "AddressOfTheInstance"
        Effect = "Allow"
        Action = "rds:DescribeDBInstances"
        # knows no single resources
        Resource = "*"
      },
      {
        Sid       = "HandOverRolesOfTheTask"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = var.web.role_arns
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
    ]
  })
}
