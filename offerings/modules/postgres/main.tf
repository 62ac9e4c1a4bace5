# PostgreSQL: a primary, and a standby in each of the zones that are named, ready to take over.
#
# Parameters are written as a file into the working directory, which PAO removes after the run. The password is never
# written anywhere but into the state.
# Nothing here needs a cloud: put resources of your provider in place of `terraform_data`.

terraform {
  required_version = ">= 1.9"
}

locals {
  sizes = {
    small  = { cpu = 2, memory_gib = 4, storage_gib = 20 }
    medium = { cpu = 4, memory_gib = 16, storage_gib = 100 }
    large  = { cpu = 8, memory_gib = 64, storage_gib = 500 }
  }
  size       = local.sizes[var.size]
  host       = "${module.naming.full_name}.db.internal.example"
  parameters = join("\n", [for parameter in var.parameters : "${parameter.name} = '${parameter.value}'"])
}

module "naming" {
  source = "../naming"

  name        = var.name
  team        = var.team
  environment = var.environment
}

resource "terraform_data" "storage" {
  input = {
    gib    = local.size.storage_gib
    labels = module.naming.labels
  }

  provisioner "local-exec" {
    command = <<-EOT
      for part in 25 50 75 100; do echo "Formatting ${local.size.storage_gib} GiB: $part %"; sleep 0.4; done
    EOT
  }
}

# Its id is random and stays as it is: a password that nobody chose.
resource "terraform_data" "password" {}

resource "terraform_data" "database" {
  input = {
    host       = local.host
    cpu        = local.size.cpu
    memory     = local.size.memory_gib
    version    = var.postgres_version
    parameters = local.parameters
    storage    = terraform_data.storage.id
  }

  # Texts reach a command by its environment: inside the command they could be read as commands themselves.
  provisioner "local-exec" {
    environment = { HOST = local.host, PARAMETERS = local.parameters }
    command     = <<-EOT
      echo 'Installing PostgreSQL ${var.postgres_version} on ${local.size.cpu} vCPU, ${local.size.memory_gib} GiB'; sleep 1
      printf '%s\n' "$PARAMETERS" > postgresql.auto.conf; echo 'Parameters that differ from ours: ${length(var.parameters)}'
      echo "Starting $HOST"; sleep 1
      echo 'Accepting connections'
    EOT
  }

  provisioner "local-exec" {
    when        = destroy
    environment = { HOST = self.output.host }
    command     = "echo \"Stopping $HOST\"; sleep 1"
  }
}

resource "terraform_data" "standby" {
  for_each = toset(var.standby_zones)

  input = {
    follows = terraform_data.database.id
    zone    = each.key
  }

  provisioner "local-exec" {
    command = <<-EOT
      for part in 50 100; do echo "Copying to ${each.key}: $part %"; sleep 0.6; done
      echo 'The standby in ${each.key} keeps up'
    EOT
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo 'Stopping the standby in ${each.key}'"
  }
}

resource "terraform_data" "backup" {
  input = {
    database = terraform_data.database.id
    days     = var.backup.days
    hour     = var.backup.hour
  }
}
