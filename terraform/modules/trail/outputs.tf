output "facts" {
  description = "What tests hold about the trail."
  value = {
    all_regions = aws_cloudtrail.this.is_multi_region_trail
    validated   = aws_cloudtrail.this.enable_log_file_validation
    watching    = aws_guardduty_detector.this.enable
    features    = keys(aws_guardduty_detector_feature.this)
    alarms      = keys(aws_cloudwatch_metric_alarm.rare)
  }
}
