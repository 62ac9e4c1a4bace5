output "path" {
  description = "Path"
  value       = terraform_data.store.output.path

  # Nobody is told of a store in which something is still missing.
  depends_on = [terraform_data.entry]
}

output "entries" {
  description = "Names of what is stored"
  value       = sort(keys(terraform_data.entry))
}

output "tokens" {
  description = "Tokens by application"
  value       = { for name, reader in terraform_data.reader : name => replace(reader.id, "-", "") }
  sensitive   = true
}
