output "host" {
  description = "Host"
  value       = terraform_data.database.output.host
}

output "port" {
  description = "Port"
  value       = 5432
}

output "database" {
  description = "Database"
  value       = replace(var.name, "-", "_")
}

output "username" {
  description = "User"
  value       = "app"
}

output "password" {
  description = "Password"
  value       = replace(terraform_data.password.id, "-", "")
  sensitive   = true
}

output "standby_hosts" {
  description = "Hosts that only read, one in each standby's zone"
  value       = [for zone in keys(terraform_data.standby) : "${zone}.${local.host}"]
}
