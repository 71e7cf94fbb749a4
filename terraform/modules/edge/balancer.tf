# The only thing that the internet reaches.

locals {
  # forward secrecy and authenticated encryption only, TLS 1.2 and 1.3
  tls_policy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
}

resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  internal           = false
  subnets            = var.subnet_ids
  security_groups    = [var.security_group_id]

  enable_deletion_protection = var.deletion_protection
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "strictest"
  # the portal takes the last address that no trusted proxy has, which is the one written here
  xff_header_processing_mode = "append"
  enable_http2               = true
  idle_timeout               = 120

  access_logs {
    enabled = true
    bucket  = var.access_logs_bucket
    prefix  = "balancer"
  }

  connection_logs {
    enabled = true
    bucket  = var.access_logs_bucket
    prefix  = "connections"
  }
}

resource "aws_lb_target_group" "web" {
  name        = "${var.name}-web"
  vpc_id      = var.vpc_id
  target_type = "ip"
  protocol    = "HTTPS"
  port        = var.web_port

  # as long as the portal takes to finish what it began
  deregistration_delay          = 35
  load_balancing_algorithm_type = "least_outstanding_requests"

  health_check {
    protocol            = "HTTPS"
    path                = "/actuator/health/readiness"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 2 # a node that stops says so 25 s before it does
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  protocol          = "HTTPS"
  port              = 443
  ssl_policy        = local.tls_policy
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  protocol          = "HTTP"
  port              = 80

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# Health may be asked from outside; whatever else is said below this path is for the inside.
resource "aws_lb_listener_rule" "health" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  condition {
    path_pattern {
      values = ["/actuator/health", "/actuator/health/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_listener_rule" "inside" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 20

  condition {
    path_pattern {
      values = ["/actuator", "/actuator/*"]
    }
  }

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "Not found"
      status_code  = "404"
    }
  }
}
