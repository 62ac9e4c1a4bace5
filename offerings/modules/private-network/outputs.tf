output "id" {
  description = "Network"
  value       = "net-${substr(sha256(terraform_data.network.id), 0, 10)}"
}

output "cidr" {
  description = "Range"
  value       = terraform_data.network.output.cidr
}

output "subnets" {
  description = "Ranges of the subnets by name"
  value       = { for name, subnet in terraform_data.subnet : name => subnet.output.cidr }
}

output "public" {
  description = "Whether anything in it is reachable from the internet"
  value       = length(terraform_data.gateway) > 0
}
