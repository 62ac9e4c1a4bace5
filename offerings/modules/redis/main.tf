# Redis: one node, or a primary with a replica in another zone that takes over.
#
# The configuration is written as a file into the working directory, which PAO removes after the run. The password is
# never written anywhere but into the state.
# Nothing here needs a cloud: put resources of your provider in place of `terraform_data`.

terraform {
  required_version = ">= 1.9"
}

locals {
  host  = "${module.naming.full_name}.cache.internal.example"
  zones = slice(["zone-a", "zone-b", "zone-c"], 0, var.replicas + 1)
  configuration = {
    maxmemory        = "${var.memory_mib}mb"
    maxmemory-policy = var.eviction
    appendonly       = var.fsync == "no" ? "no" : "yes"
    appendfsync      = var.fsync
  }
}

module "naming" {
  source = "../naming"

  name        = var.name
  team        = var.team
  environment = var.environment
}

# Its id is random and stays as it is: a password that nobody chose.
resource "terraform_data" "password" {}

resource "terraform_data" "configuration" {
  input = join("\n", [for name, value in local.configuration : "${name} ${value}"])

  # Texts reach a command by its environment: inside the command they could be read as commands themselves.
  provisioner "local-exec" {
    environment = { CONFIGURATION = self.input }
    command     = "printf '%s\\n' \"$CONFIGURATION\" > redis.conf; echo 'Wrote redis.conf:'; cat redis.conf"
  }
}

resource "terraform_data" "node" {
  for_each = toset(local.zones)

  input = {
    zone       = each.key
    memory_mib = var.memory_mib
    labels     = module.naming.labels
  }

  triggers_replace = terraform_data.configuration.output

  provisioner "local-exec" {
    command = <<-EOT
      echo 'Reserving ${var.memory_mib} MiB in ${each.key}'; sleep 1
      echo 'Redis answers PONG in ${each.key}'
    EOT
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo 'Stopping the node in ${each.key}'; sleep 0.5"
  }
}

resource "terraform_data" "replication" {
  count = var.replicas > 0 ? 1 : 0

  input = [for node in terraform_data.node : node.id]

  provisioner "local-exec" {
    command = "echo 'Copying to ${var.replicas == 1 ? "the replica" : "both replicas"}'; sleep 1; echo 'In step with the primary'"
  }
}
