variable "name" {
  description = "Becomes part of the host name."
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
  default     = 17
}

variable "replica" {
  description = "Whether a read replica follows the database."
  type        = bool
  default     = false
}

variable "zone" {
  description = "The zone of the replica; any when left out."
  type        = string
  default     = null
}

variable "backup_days" {
  description = "How long backups are kept."
  type        = number
  default     = 7

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 35
    error_message = "Backups are kept between 1 and 35 days."
  }
}
