# A service of the portal on Fargate: its task, how it is replaced, and how it grows.

locals {
  portal = {
    name      = "portal"
    image     = var.image
    essential = true
    # nothing is written but to the volumes below
    readonlyRootFilesystem = true
    stopTimeout            = var.stop_timeout
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
    environment            = [for name in sort(keys(var.environment)) : { name = name, value = var.environment[name] }]
    secrets                = [for name in sort(keys(var.secrets)) : { name = name, valueFrom = var.secrets[name] }]
    portMappings           = var.port == null ? [] : [{ containerPort = var.port, hostPort = var.port, protocol = "tcp" }]
    mountPoints = concat(
      [for path in var.writable_paths : { sourceVolume = replace(trimprefix(path, "/"), "/", "-"), containerPath = path, readOnly = false }],
      var.anchors == null ? [] : [{ sourceVolume = "anchors", containerPath = var.anchors.path, readOnly = var.anchors.read_only }],
    )
    healthCheck = var.health_command == null ? null : {
      command     = ["CMD-SHELL", var.health_command]
      interval    = 15
      timeout     = 5
      retries     = 3
      startPeriod = 120
    }
    ulimits          = [{ name = "nofile", softLimit = 65536, hardLimit = 65536 }]
    logConfiguration = local.logs["portal"]
  }

  logs = { for container in concat(["portal"], [for sidecar in var.sidecars : sidecar.name]) : container => {
    logDriver = "awslogs"
    options = {
      awslogs-group         = aws_cloudwatch_log_group.this.name
      awslogs-region        = var.region
      awslogs-stream-prefix = var.service
      # a slow log never holds up a request
      mode            = "non-blocking"
      max-buffer-size = "16m"
    }
  } }

  # without the keys that are not set, as ECS gives them back
  containers = concat(
    [{ for key, value in local.portal : key => value if value != null }],
    [for sidecar in var.sidecars : merge(sidecar, { logConfiguration = local.logs[sidecar.name] })],
  )

  volumes = toset([for path in concat(var.writable_paths, var.sidecar_paths) : replace(trimprefix(path, "/"), "/", "-")])
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}/${var.service}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_ecs_task_definition" "this" {
  family                   = "${var.name}-${var.service}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.size.cpu
  memory                   = var.size.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = jsonencode(local.containers)

  # releases are revisions of their own; the newest is compared with what stands here
  track_latest = true

  # the libraries that read scanned documents are built for this one alone
  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  ephemeral_storage {
    size_in_gib = 21
  }

  dynamic "volume" {
    for_each = local.volumes

    content {
      name = volume.value
    }
  }

  dynamic "volume" {
    for_each = var.anchors == null ? [] : [var.anchors]

    content {
      name = "anchors"

      efs_volume_configuration {
        file_system_id     = volume.value.file_system_id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = volume.value.access_point_id
          iam             = "ENABLED"
        }
      }
    }
  }
}

resource "aws_ecs_service" "this" {
  name            = var.service
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.count_range.min

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = var.target_group_arn == null ? null : 120
  enable_execute_command             = false
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"

  capacity_provider_strategy {
    capacity_provider = var.capacity_provider
    weight            = 1
    base              = 1
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.security_group_id]
    assign_public_ip = false
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  dynamic "alarms" {
    for_each = length(var.rollback_alarms) > 0 ? [var.rollback_alarms] : []

    content {
      enable      = true
      rollback    = true
      alarm_names = alarms.value
    }
  }

  dynamic "load_balancer" {
    for_each = var.target_group_arn == null ? [] : [var.target_group_arn]

    content {
      target_group_arn = load_balancer.value
      container_name   = "portal"
      container_port   = var.port
    }
  }

  dynamic "service_registries" {
    for_each = var.discovery_arn == null ? [] : [var.discovery_arn]

    content {
      registry_arn = service_registries.value
    }
  }

  lifecycle {
    # autoscaling decides
    ignore_changes = [desired_count]
  }
}
