# A network of a team's own: a range of addresses cut into subnets, and rules for what may pass between them and the world.
#
# Ranges of subnets are computed from the network's range in the order in which the subnets are listed: add new ones at the
# end, or those below move. What no rule allows is dropped.
# Nothing here needs a cloud: put resources of your provider in place of `terraform_data`.

terraform {
  required_version = ">= 1.9"
}

locals {
  ranges  = cidrsubnets(var.cidr, var.subnets[*].newbits...)
  subnets = { for position, subnet in var.subnets : subnet.name => merge(subnet, { cidr = local.ranges[position] }) }
  rules   = { for rule in var.firewall.rules : rule.name => rule }
}

module "naming" {
  source = "../naming"

  name        = var.name
  team        = var.team
  environment = var.environment
}

resource "terraform_data" "network" {
  input = {
    cidr   = var.cidr
    labels = module.naming.labels
  }

  # Texts reach a command by its environment: inside the command they could be read as commands themselves.
  provisioner "local-exec" {
    environment = { NETWORK = module.naming.full_name, CIDR = var.cidr }
    command     = "echo \"Announcing $CIDR as $NETWORK\"; sleep 1; echo 'Routers have it'"
  }

  provisioner "local-exec" {
    when        = destroy
    environment = { CIDR = self.output.cidr }
    command     = "echo \"Withdrawing $CIDR\"; sleep 1"
  }
}

resource "terraform_data" "subnet" {
  for_each = local.subnets

  input = {
    network = terraform_data.network.id
    cidr    = each.value.cidr
    zone    = each.value.zone
    public  = each.value.public
  }

  provisioner "local-exec" {
    environment = { SUBNET = each.key, CIDR = each.value.cidr, ZONE = each.value.zone }
    command     = "sleep 0.5; echo \"$SUBNET: $CIDR in $ZONE\""
  }
}

resource "terraform_data" "gateway" {
  count = anytrue(var.subnets[*].public) ? 1 : 0

  input = terraform_data.network.id

  provisioner "local-exec" {
    command = "echo 'Starting the internet gateway'; sleep 1; echo 'Gateway is up'"
  }
}

resource "terraform_data" "rule" {
  for_each = local.rules

  input = merge(each.value, { network = terraform_data.network.id })

  provisioner "local-exec" {
    environment = { RULE = each.key, PASSES = "${each.value.protocol} ${each.value.ports.from}-${each.value.ports.to}" }
    command     = "echo \"Rule $RULE: $PASSES\""
  }
}

resource "terraform_data" "flow_log" {
  count = var.flow_log == null ? 0 : 1

  input = merge(var.flow_log, { network = terraform_data.network.id })
}
