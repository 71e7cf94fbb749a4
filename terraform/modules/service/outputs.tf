output "name" {
  description = "Name of the service."
  value       = aws_ecs_service.this.name
}

output "family" {
  description = "Family of its task definitions."
  value       = aws_ecs_task_definition.this.family
}

output "task_role_arn" {
  description = "Role of the portal itself."
  value       = aws_iam_role.task.arn
}

output "role_arns" {
  description = "Roles that a deployment hands over."
  value       = [aws_iam_role.task.arn, aws_iam_role.execution.arn]
}

output "log_group" {
  description = "Where the portal writes its log."
  value       = aws_cloudwatch_log_group.this.name
}

output "facts" {
  description = "What tests hold about the service."
  value = {
    cpu             = tonumber(aws_ecs_task_definition.this.cpu)
    memory          = tonumber(aws_ecs_task_definition.this.memory)
    public_address  = aws_ecs_service.this.network_configuration[0].assign_public_ip
    circuit_breaker = "${aws_ecs_service.this.deployment_circuit_breaker[0].enable} ${aws_ecs_service.this.deployment_circuit_breaker[0].rollback}"
    min             = aws_appautoscaling_target.this.min_capacity
    max             = aws_appautoscaling_target.this.max_capacity
    scales_on = sort(concat(
      ["cpu"],
      [for policy in aws_appautoscaling_policy.requests : policy.name],
      [for policy in aws_appautoscaling_policy.queue : policy.name],
    ))
    read_only_root = local.portal.readonlyRootFilesystem
    settings       = keys(var.environment)
    secrets        = keys(var.secrets)
    logs_encrypted = aws_cloudwatch_log_group.this.kms_key_id != ""
  }
}
