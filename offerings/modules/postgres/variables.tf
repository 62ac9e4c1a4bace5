variable "name" {
  description = "Becomes part of the host name, and the name of the database."
  type        = string
}

variable "team" {
  description = "The team that owns the database."
  type        = string
}

variable "environment" {
  description = "Where the database runs."
  type        = string
}

variable "size" {
  description = "small, medium or large."
  type        = string
  default     = "small"

  validation {
    condition     = contains(keys(local.sizes), var.size)
    error_message = "The size is one of ${join(", ", keys(local.sizes))}."
  }
}

variable "postgres_version" {
  description = "Major version of PostgreSQL."
  type        = number
  default     = 18

  validation {
    condition     = contains([16, 17, 18], var.postgres_version)
    error_message = "PostgreSQL 16, 17 and 18 are looked after."
  }
}

variable "standby_zones" {
  description = "Zones in which a standby follows the primary; none when empty."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for zone in var.standby_zones : can(regex("^zone-[a-z]$", zone))])
    error_message = "A zone is named zone-a, zone-b and so on."
  }
}

variable "backup" {
  description = "How long backups are kept, and at which hour of the day (UTC) they are made."
  type = object({
    days = optional(number, 7)
    hour = optional(number, 2)
  })
  default = {}

  validation {
    condition     = var.backup.days >= 1 && var.backup.days <= 35
    error_message = "Backups are kept between 1 and 35 days."
  }

  validation {
    condition     = var.backup.hour >= 0 && var.backup.hour <= 23
    error_message = "The hour is between 0 and 23."
  }
}

variable "parameters" {
  description = "Settings of the server that differ from ours: work_mem, 64MB."
  type = list(object({
    name  = string
    value = string
  }))
  default = []

  validation {
    condition = alltrue([
      for parameter in var.parameters : can(regex("^[a-z_]{2,60}$", parameter.name)) && can(regex("^[A-Za-z0-9_., -]{1,100}$", parameter.value))
    ])
    error_message = "A parameter is a name like work_mem and a value without quotes."
  }
}
