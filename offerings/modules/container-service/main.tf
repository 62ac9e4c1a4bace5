terraform {
  required_version = ">= 1.9"
}

locals {
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
  count = length(nonsensitive(keys(var.secrets))) > 0 ? 1 : 0

  # Only names and a digest are kept: enough to see a change, and no value.
  input = {
    names  = nonsensitive(sort(keys(var.secrets)))
    digest = nonsensitive(sha256(jsonencode(var.secrets)))
  }
}

resource "terraform_data" "service" {
  input = {
    image    = var.image
    port     = var.port
    replicas = var.replicas
    settings = var.settings
    secrets  = one(terraform_data.secrets[*].id)
    labels   = module.naming.labels
  }

  provisioner "local-exec" {
    command = "echo 'Pulling the image'; sleep 1; echo 'Image pulled'"
  }
}

resource "terraform_data" "instance" {
  count = var.replicas

  triggers_replace = terraform_data.service.output.image

  provisioner "local-exec" {
    command = "sleep ${count.index + 1}; echo 'Instance ${count.index + 1} of ${var.replicas} is healthy'"
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo 'Draining'; sleep 1"
  }
}

resource "terraform_data" "route" {
  depends_on = [terraform_data.instance]

  input = local.host

  provisioner "local-exec" {
    command = "echo 'Traffic flows'"
  }
}

# Its id is random and stays as it is: a key that nobody chose.
resource "terraform_data" "deploy_key" {}
