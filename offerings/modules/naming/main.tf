# One way to name and label things, for all modules of this folder. It makes nothing.

variable "name" {
  description = "What the team calls it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "A name has lowercase letters, digits and dashes, and begins with a letter."
  }
}

variable "team" {
  description = "The team that owns it."
  type        = string
}

variable "environment" {
  description = "Where it runs."
  type        = string
}

output "full_name" {
  description = "Unique in the organisation"
  value       = join("-", [var.team, var.name, var.environment])
}

output "labels" {
  description = "On everything that is made"
  value = {
    name        = var.name
    team        = var.team
    environment = var.environment
    managed-by  = "pao"
  }
}
