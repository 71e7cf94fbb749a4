output "target_group_arn" {
  description = "Where web nodes register."
  value       = aws_lb_target_group.web.arn
}

output "request_count_label" {
  description = "By which autoscaling counts requests of each target."
  value       = "${aws_lb.this.arn_suffix}/${aws_lb_target_group.web.arn_suffix}"
}

output "dimensions" {
  description = "Names by which CloudWatch knows balancer, targets, firewall and certificate."
  value = {
    balancer    = aws_lb.this.arn_suffix
    targets     = aws_lb_target_group.web.arn_suffix
    firewall    = aws_wafv2_web_acl.this.name
    certificate = aws_acm_certificate.this.arn
  }
}

output "listener" {
  description = "A service can register only when the balancer listens."
  value       = aws_lb_listener.https.arn
}

output "facts" {
  description = "What tests hold about the edge."
  value = {
    tls_policy          = aws_lb_listener.https.ssl_policy
    https               = "${aws_lb_listener.https.protocol} ${aws_lb_listener.https.port}"
    plain_http          = "${aws_lb_listener.http.default_action[0].type} to ${aws_lb_listener.http.default_action[0].redirect[0].protocol}"
    to_web_nodes        = aws_lb_target_group.web.protocol
    health_path         = aws_lb_target_group.web.health_check[0].path
    deletion_protection = aws_lb.this.enable_deletion_protection
    access_logs         = aws_lb.this.access_logs[0].enabled
    firewall_rules      = [for rule in aws_wafv2_web_acl.this.rule : rule.name]
    upload_paths        = local.upload_paths
  }
}
