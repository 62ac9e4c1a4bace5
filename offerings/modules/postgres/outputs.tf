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

output "replica_host" {
  description = "Host of the read replica; null without one"
  value       = one(terraform_data.replica[*].id) == null ? null : "ro.${local.host}"
}
