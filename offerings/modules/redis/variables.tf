variable "name" {
  description = "Becomes part of the host name."
  type        = string
}

variable "team" {
  description = "The team that owns the cache."
  type        = string
}

variable "environment" {
  description = "Where the cache runs."
  type        = string
}

variable "memory_mib" {
  description = "Memory of each node."
  type        = number
  default     = 256

  validation {
    condition     = contains([256, 1024, 4096, 16384], var.memory_mib)
    error_message = "The memory is 256, 1024, 4096 or 16384 MiB."
  }
}

variable "eviction" {
  description = "What happens when the memory is full."
  type        = string
  default     = "allkeys-lru"

  validation {
    condition     = contains(["allkeys-lru", "volatile-ttl", "noeviction"], var.eviction)
    error_message = "One of allkeys-lru, volatile-ttl, noeviction."
  }
}

variable "replicas" {
  description = "How many replicas follow the primary, each in a zone of its own."
  type        = number
  default     = 0

  validation {
    condition     = var.replicas >= 0 && var.replicas <= 2
    error_message = "There are three zones: at most 2 replicas beside the primary."
  }
}

variable "fsync" {
  description = "How often changes are written to disk; no keeps them in memory only."
  type        = string
  default     = "no"

  validation {
    condition     = contains(["no", "everysec", "always"], var.fsync)
    error_message = "One of no, everysec, always."
  }
}
