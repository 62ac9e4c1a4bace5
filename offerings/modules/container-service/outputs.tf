output "host" {
  description = "Host name"
  value       = terraform_data.route.output
}

output "url" {
  description = "Address"
  value       = "https://${terraform_data.route.output}"
}

output "replicas" {
  description = "Instances"
  value       = var.replicas
}

output "deploy_key" {
  description = "Key for deployments"
  value       = replace(terraform_data.deploy_key.id, "-", "")
  sensitive   = true
}
