# A backup that was never restored is a hope. Every week AWS Backup restores the newest backup of the database, and of the
# anchors, deletes them after the window in which people or a script may look at them, and says when it could not.

resource "aws_backup_restore_testing_plan" "this" {
  name                         = replace(var.name, "-", "_")
  schedule_expression          = "cron(0 3 ? * SUN *)"
  schedule_expression_timezone = "Asia/Kolkata"
  start_window_hours           = 4

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.this["here"].arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }
}

resource "aws_backup_restore_testing_selection" "database" {
  name                      = "database"
  restore_testing_plan_name = aws_backup_restore_testing_plan.this.name
  protected_resource_type   = "RDS"
  protected_resource_arns   = [var.database_arn]
  iam_role_arn              = aws_iam_role.this.arn
  validation_window_hours   = 4

  # beside the real one, where nobody reaches it; one machine is enough to try
  restore_metadata_overrides = {
    dbSubnetGroupName = var.database_subnet_group
    multiAz           = "false"
  }
}

resource "aws_backup_restore_testing_selection" "anchors" {
  name                      = "anchors"
  restore_testing_plan_name = aws_backup_restore_testing_plan.this.name
  protected_resource_type   = "EFS"
  protected_resource_arns   = [var.anchors_arn]
  iam_role_arn              = aws_iam_role.this.arn
  validation_window_hours   = 1
}
