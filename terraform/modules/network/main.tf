# Three zones; the balancer alone stands in subnets that the internet reaches.

locals {
  zones = slice(data.aws_availability_zones.this.names, 0, 3)

  # of 10.20.0.0/16: the balancer in 10.20.0-2.0/24, data in 10.20.10-12.0/24, tasks in 10.20.16.0/20 and the next two
  subnets = merge([for i, zone in local.zones : {
    "public-${i}" = { tier = "public", zone = zone, index = i, cidr = cidrsubnet(var.cidr, 8, i) }
    "data-${i}"   = { tier = "data", zone = zone, index = i, cidr = cidrsubnet(var.cidr, 8, 10 + i) }
    "tasks-${i}"  = { tier = "tasks", zone = zone, index = i, cidr = cidrsubnet(var.cidr, 4, 1 + i) }
  }]...)

  subnet_ids = { for tier in ["public", "data", "tasks"] : tier => [
    for key in sort(keys(local.subnets)) : aws_subnet.this[key].id if local.subnets[key].tier == tier
  ] }
}

data "aws_availability_zones" "this" {
  state = "available"

  # local zones and wavelength zones have no databases
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

# What is put nowhere else can talk to nobody.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-default-closed" }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.value.zone
  cidr_block              = each.value.cidr
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.name}-${each.key}", tier = each.value.tier }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = var.name }
}

resource "aws_eip" "nat" {
  for_each = local.nat_zones

  domain = "vpc"
  tags   = { Name = "${var.name}-nat-${each.key}" }
}

locals {
  # the way out of zone i; with one gateway all zones depend on the first
  nat_zones = toset(var.nat_in_each_zone ? ["0", "1", "2"] : ["0"])
}

resource "aws_nat_gateway" "this" {
  for_each = local.nat_zones

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.this["public-${each.key}"].id
  tags          = { Name = "${var.name}-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-public" }
}

resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table" "tasks" {
  for_each = toset(["0", "1", "2"])

  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-tasks-${each.key}" }
}

resource "aws_route" "tasks" {
  for_each = aws_route_table.tasks

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[var.nat_in_each_zone ? each.key : "0"].id
}

# no way out at all
resource "aws_route_table" "data" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-data" }
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id = aws_subnet.this[each.key].id
  route_table_id = (
    each.value.tier == "public" ? aws_route_table.public.id :
    each.value.tier == "data" ? aws_route_table.data.id :
    aws_route_table.tasks[tostring(each.value.index)].id
  )
}

resource "aws_flow_log" "this" {
  vpc_id                   = aws_vpc.this.id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = "${var.logs_bucket_arn}/flow/"
  max_aggregation_interval = 60

  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = true
    per_hour_partition         = true
  }
}
