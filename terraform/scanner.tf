# The virus scanner beside each worker: documents go to it inside the task, never over the network.

locals {
  scanner = {
    name  = "scanner"
    image = "${module.registry.urls["ltet-portal-scanner"]}:${var.scanner_release}"
    # documents wait while it is away; the jobs go on
    essential              = false
    restartPolicy          = { enabled = true, restartAttemptPeriod = 60 }
    readonlyRootFilesystem = true
    memoryReservation      = 2048
    user                   = "root" # until clamd and freshclam have changed to their own user
    entryPoint             = ["/bin/sh", "-c"]
    command                = [file("${path.module}/scanner.sh")]
    mountPoints = [
      { sourceVolume = "var-lib-clamav", containerPath = "/var/lib/clamav", readOnly = false },
      { sourceVolume = "var-tmp", containerPath = "/var/tmp", readOnly = false },
    ]
    portMappings = [{ containerPort = 3310, hostPort = 3310, protocol = "tcp" }]
  }
}
