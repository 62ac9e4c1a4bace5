output "host" {
  description = "Host"
  value       = local.host

  # Nobody is told of a cache that does not answer yet.
  depends_on = [terraform_data.node, terraform_data.replication]
}

output "port" {
  description = "Port"
  value       = 6379
}

output "password" {
  description = "Password"
  value       = replace(terraform_data.password.id, "-", "")
  sensitive   = true
}

output "url" {
  description = "Connection string with the password in it"
  value       = "rediss://:${replace(terraform_data.password.id, "-", "")}@${local.host}:6379/0"
  sensitive   = true
}

output "zones" {
  description = "Zones, the primary's first"
  value       = local.zones
}
