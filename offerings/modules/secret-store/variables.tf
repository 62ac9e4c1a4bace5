variable "name" {
  description = "Becomes the last part of the store's path."
  type        = string
}

variable "team" {
  description = "The team that owns the store."
  type        = string
}

variable "environment" {
  description = "Where the store is."
  type        = string
}

variable "entries" {
  description = "What is stored from the start."
  type = list(object({
    name  = string
    value = string
  }))
  default   = []
  sensitive = true

  validation {
    condition     = length(distinct(var.entries[*].name)) == length(var.entries)
    error_message = "Each entry has a name of its own."
  }

  validation {
    condition     = alltrue([for entry in var.entries : length(entry.value) >= 8])
    error_message = "A secret has at least 8 characters."
  }
}

variable "readers" {
  description = "Applications that may read it; each gets a token of its own."
  type        = list(string)

  validation {
    condition     = length(var.readers) > 0 && length(distinct(var.readers)) == length(var.readers)
    error_message = "At least one application, each once."
  }
}

variable "rotation_days" {
  description = "After how many days a secret is due to be changed; 0 for never."
  type        = number
  default     = 90

  validation {
    condition     = var.rotation_days >= 0 && var.rotation_days <= 365
    error_message = "Between 0 and 365 days."
  }
}
