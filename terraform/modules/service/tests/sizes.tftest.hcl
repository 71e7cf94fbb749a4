# Fargate knows pairs of processor and memory; AWS would refuse others only while a release is under way.

mock_provider "aws" {}

variables {
  name                = "ltet-portal-test"
  service             = "web"
  region              = "ap-south-1"
  account_id          = "000000000000"
  cluster_arn         = "arn:aws:ecs:ap-south-1:000000000000:cluster/test"
  cluster_name        = "test"
  image               = "portal:1"
  repository_arns     = ["arn:aws:ecr:ap-south-1:000000000000:repository/portal"]
  size                = { cpu = 1024, memory = 3072 }
  count_range         = { min = 1, max = 2 }
  scale_on            = { cpu_percent = 60 }
  capacity_provider   = "FARGATE"
  environment         = {}
  secrets             = {}
  secrets_kms_key_arn = "arn:aws:kms:ap-south-1:000000000000:key/test"
  task_statements     = []
  writable_paths      = ["/tmp"]
  stop_timeout        = 60
  subnet_ids          = ["subnet-0"]
  security_group_id   = "sg-0"
  log_retention_days  = 30
  logs_kms_key_arn    = "arn:aws:kms:ap-south-1:000000000000:key/test"
}

run "a_pair_that_fargate_has" {
  command = plan

  assert {
    condition     = output.facts.cpu == 1024 && output.facts.memory == 3072
    error_message = "The task has the size that was asked for."
  }
}

run "too_much_memory_for_a_quarter_of_a_processor" {
  command = plan

  variables {
    size = { cpu = 256, memory = 4096 }
  }

  expect_failures = [var.size]
}

run "too_little_memory_for_two_processors" {
  command = plan

  variables {
    size = { cpu = 2048, memory = 3072 }
  }

  expect_failures = [var.size]
}

run "memory_between_two_steps" {
  command = plan

  variables {
    size = { cpu = 1024, memory = 2500 }
  }

  expect_failures = [var.size]
}

run "a_processor_that_fargate_does_not_have" {
  command = plan

  variables {
    size = { cpu = 1500, memory = 3072 }
  }

  expect_failures = [var.size]
}

run "less_time_to_stop_than_the_portal_needs" {
  command = plan

  variables {
    stop_timeout = 10
  }

  expect_failures = [var.stop_timeout]
}
