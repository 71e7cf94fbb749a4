output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Subnets by tier: public, tasks, data."
  value       = local.subnet_ids
}

output "public_cidrs" {
  description = "Addresses of the balancer's subnets."
  value       = [for i in range(3) : local.subnets["public-${i}"].cidr]
}

output "security_groups" {
  description = "Security groups by what stands behind them."
  value       = { for key, group in aws_security_group.this : key => group.id }
}

output "facts" {
  description = "What tests hold about the network."
  value = {
    zones                = local.zones
    open_to_the_internet = local.open_to_the_internet
    subnets              = { for key, subnet in local.subnets : key => { tier = subnet.tier, zone = subnet.zone, cidr = subnet.cidr } }
    public_addresses     = anytrue([for subnet in aws_subnet.this : subnet.map_public_ip_on_launch])
    flow_logs            = aws_flow_log.this.traffic_type
    nat_gateways         = length(aws_nat_gateway.this)
  }
}
