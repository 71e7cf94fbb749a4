output "vault" {
  description = "Name of the vaults in both regions."
  value       = aws_backup_vault.this["here"].name
}

output "facts" {
  description = "What tests hold about backups."
  value = {
    regions       = { for key, vault in aws_backup_vault.this : key => vault.region }
    copied        = alltrue([for plan in aws_backup_plan.this : alltrue([for rule in plan.rule : length(rule.copy_action) == 1])])
    restore_tests = aws_backup_restore_testing_plan.this.schedule_expression
    locked        = length(aws_backup_vault_lock_configuration.this) == 2
    for_good      = var.lock_for_good
  }
}
