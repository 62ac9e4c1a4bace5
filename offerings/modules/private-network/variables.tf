variable "name" {
  description = "What the team calls it."
  type        = string
}

variable "team" {
  description = "The team that owns the network."
  type        = string
}

variable "environment" {
  description = "Where the network is."
  type        = string
}

variable "cidr" {
  description = "The network's range of private addresses: 10.20.0.0/20"
  type        = string

  validation {
    condition     = can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.)", var.cidr)) && can(cidrhost(var.cidr, 0))
    error_message = "A range of private addresses, like 10.20.0.0/20."
  }

  validation {
    condition     = can(cidrhost(var.cidr, 0)) ? cidrhost(var.cidr, 0) == split("/", var.cidr)[0] : true
    error_message = "A range begins at its first address: 10.20.0.0/20, and not 10.20.0.1/20."
  }
}

variable "subnets" {
  description = "How the range is cut. Each subnet takes a part of 1/2^newbits of it."
  type = list(object({
    name    = string
    zone    = string
    newbits = optional(number, 4)
    public  = optional(bool, false)
  }))

  validation {
    condition     = length(var.subnets) > 0 && length(distinct(var.subnets[*].name)) == length(var.subnets)
    error_message = "At least one subnet, each with a name of its own."
  }

  validation {
    condition     = can(cidrsubnets(var.cidr, var.subnets[*].newbits...))
    error_message = "The subnets do not fit into the network's range: take a larger range, or smaller subnets."
  }
}

variable "firewall" {
  description = "What may pass. What no rule allows is dropped."
  type = object({
    log_drops = optional(bool, false)
    rules = optional(list(object({
      name      = string
      direction = optional(string, "in")
      protocol  = optional(string, "tcp")
      ports = object({
        from = number
        to   = number
      })
      peers = list(string)
    })), [])
  })
  default = {}

  validation {
    condition     = length(distinct(var.firewall.rules[*].name)) == length(var.firewall.rules)
    error_message = "Each rule has a name of its own."
  }

  validation {
    condition     = alltrue([for rule in var.firewall.rules : rule.ports.from <= rule.ports.to])
    error_message = "The first port of a rule is not above its last."
  }

  validation {
    condition     = alltrue([for peer in flatten(var.firewall.rules[*].peers) : can(cidrhost(peer, 0))])
    error_message = "A peer is a range of addresses, like 10.0.0.0/8."
  }
}

variable "flow_log" {
  description = "Where connections are recorded, and for how many days; null records none."
  type = object({
    bucket = string
    days   = optional(number, 30)
  })
  default = null
}
