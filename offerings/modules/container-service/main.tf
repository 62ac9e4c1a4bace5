# Runs a container image: pulled once, started on as many instances as asked for, and given traffic once all are healthy.
#
# Settings are kept as they are. Of secrets only names and a digest are kept: enough to see a change, and no value.
# Nothing here needs a cloud: put resources of your provider in place of `terraform_data`.

terraform {
  required_version = ">= 1.9"
}

locals {
  sizes = {
    small  = { cpu = 0.5, memory_mib = 512 }
    medium = { cpu = 1, memory_mib = 2048 }
    large  = { cpu = 4, memory_mib = 8192 }
  }
  domain = var.public ? "example.com" : "internal.example"
  host   = "${module.naming.full_name}.${local.domain}"
}

module "naming" {
  source = "../naming"

  name        = var.name
  team        = var.team
  environment = var.environment
}

resource "terraform_data" "secrets" {
  count = nonsensitive(length(var.secrets)) > 0 ? 1 : 0

  input = {
    names  = nonsensitive(sort(var.secrets[*].name))
    digest = nonsensitive(sha256(jsonencode(var.secrets)))
  }
}

resource "terraform_data" "image" {
  input = var.image

  # Texts reach a command by its environment: inside the command they could be read as commands themselves.
  provisioner "local-exec" {
    environment = { IMAGE = var.image }
    command     = <<-EOT
      echo "Pulling $IMAGE"; sleep 1
      for layer in 1 2 3; do echo "Layer $layer of 3"; sleep 0.4; done
    EOT
  }
}

resource "terraform_data" "service" {
  input = {
    image    = terraform_data.image.output
    port     = var.port
    size     = local.sizes[var.size]
    settings = { for setting in var.settings : setting.name => setting.value }
    secrets  = one(terraform_data.secrets[*].id)
    labels   = module.naming.labels
  }
}

resource "terraform_data" "instance" {
  count = var.replicas

  input = "${module.naming.full_name}-${count.index + 1}"

  triggers_replace = terraform_data.service.output

  provisioner "local-exec" {
    environment = { INSTANCE = self.input }
    command     = <<-EOT
      echo "Starting $INSTANCE"; sleep ${1 + count.index % 3}
      echo "$INSTANCE is healthy"
    EOT
  }

  provisioner "local-exec" {
    when        = destroy
    environment = { INSTANCE = self.output }
    command     = "echo \"Draining $INSTANCE\"; sleep 1"
  }
}

resource "terraform_data" "route" {
  depends_on = [terraform_data.instance]

  input = local.host

  provisioner "local-exec" {
    environment = { HOST = local.host }
    command     = "echo \"$HOST leads to ${var.replicas} instances\""
  }
}

# Its id is random and stays as it is: a key that nobody chose.
resource "terraform_data" "deploy_key" {}
