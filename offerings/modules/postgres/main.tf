terraform {
  required_version = ">= 1.9"
}

locals {
  sizes = {
    small  = { cpu = 2, memory_gib = 4, storage_gib = 20 }
    medium = { cpu = 4, memory_gib = 16, storage_gib = 100 }
    large  = { cpu = 8, memory_gib = 64, storage_gib = 500 }
  }
  size = local.sizes[var.size]
  host = "${module.naming.full_name}.db.internal.example"
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
    command = "echo 'Formatting ${local.size.storage_gib} GiB'; sleep 1"
  }
}

# Its id is random and stays as it is: a password that nobody chose.
resource "terraform_data" "password" {}

resource "terraform_data" "database" {
  input = {
    host    = local.host
    cpu     = local.size.cpu
    memory  = local.size.memory_gib
    version = var.postgres_version
    storage = terraform_data.storage.id
  }

  # Texts reach a command by its environment: inside the command they could be read as commands themselves.
  provisioner "local-exec" {
    environment = { HOST = local.host }
    command     = <<-EOT
      echo 'Installing PostgreSQL ${var.postgres_version} on ${local.size.cpu} vCPU, ${local.size.memory_gib} GiB'; sleep 1
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

resource "terraform_data" "replica" {
  count = var.replica ? 1 : 0

  input = {
    follows = terraform_data.database.id
    zone    = coalesce(var.zone, "any")
  }

  provisioner "local-exec" {
    command = "echo 'Copying to the replica'; sleep 1; echo 'The replica follows'"
  }
}

resource "terraform_data" "backups" {
  input = {
    database  = terraform_data.database.id
    keep_days = var.backup_days
  }
}
