# A store for an application's secrets, sealed with a key of its own, and a token for each application that reads it.
#
# What is stored stands in the state, which PAO keeps encrypted, and nowhere else: of each entry only its name and a digest are
# shown, so that a plan tells what changes without telling the value.
# Nothing here needs a cloud: put resources of your provider in place of `terraform_data`.

terraform {
  required_version = ">= 1.9"
}

locals {
  path    = join("/", [var.environment, var.team, var.name])
  entries = nonsensitive(toset(var.entries[*].name))
  digests = nonsensitive({ for entry in var.entries : entry.name => sha256("${entry.name}=${entry.value}") })
}

module "naming" {
  source = "../naming"

  name        = var.name
  team        = var.team
  environment = var.environment
}

resource "terraform_data" "key" {
  provisioner "local-exec" {
    command = "echo 'Making a sealing key of 256 bits'; sleep 1; echo 'The key is in the hardware module'"
  }
}

resource "terraform_data" "store" {
  input = {
    path          = local.path
    key           = terraform_data.key.id
    rotation_days = var.rotation_days
    labels        = module.naming.labels
  }

  # Texts reach a command by its environment: inside the command they could be read as commands themselves.
  provisioner "local-exec" {
    environment = { STORE = local.path }
    command     = "echo \"Opening $STORE\"; sleep 1"
  }

  provisioner "local-exec" {
    when        = destroy
    environment = { STORE = self.output.path }
    command     = "echo \"Closing $STORE: what is in it can't be read any more\"; sleep 1"
  }
}

resource "terraform_data" "entry" {
  for_each = local.entries

  input = {
    store  = terraform_data.store.id
    digest = local.digests[each.key]
  }

  provisioner "local-exec" {
    environment = { ENTRY = each.key }
    command     = "sleep 0.5; echo \"Sealed $ENTRY\""
  }
}

# The ids are random and stay as they are: tokens that nobody chose.
resource "terraform_data" "reader" {
  for_each = toset(var.readers)
}
