variable "name" {
  description = "Becomes part of the address."
  type        = string
}

variable "team" {
  description = "The team that owns the service."
  type        = string
}

variable "environment" {
  description = "Where the service runs."
  type        = string
}

variable "image" {
  description = "Image with its tag: registry.example.com/checkout/api:1.4.2"
  type        = string

  validation {
    condition     = can(regex("^[^:@]+(:[0-9]+/[^:@]+)?[:@].+$", var.image)) && !endswith(var.image, ":latest")
    error_message = "Name the image with a tag or digest, and not with latest: a rollback needs to know what ran."
  }
}

variable "port" {
  description = "Where the service listens."
  type        = number
  default     = 8080

  validation {
    condition     = var.port >= 1024 && var.port <= 65535
    error_message = "The port is between 1024 and 65535: lower ones need rights that a container does not have."
  }
}

variable "size" {
  description = "small, medium or large; of each instance."
  type        = string
  default     = "small"

  validation {
    condition     = contains(keys(local.sizes), var.size)
    error_message = "The size is one of ${join(", ", keys(local.sizes))}."
  }
}

variable "replicas" {
  description = "How many instances run at the same time."
  type        = number
  default     = 2

  validation {
    condition     = var.replicas >= 1 && var.replicas <= 10 && floor(var.replicas) == var.replicas
    error_message = "Between 1 and 10 instances."
  }
}

variable "public" {
  description = "Whether it is reachable from the internet."
  type        = bool
  default     = false
}

variable "settings" {
  description = "Environment variables of the service."
  type = list(object({
    name  = string
    value = string
  }))
  default = []

  validation {
    condition     = length(distinct(var.settings[*].name)) == length(var.settings)
    error_message = "Each setting has a name of its own."
  }
}

variable "secrets" {
  description = "Environment variables that nobody may read."
  type = list(object({
    name  = string
    value = string
  }))
  default   = []
  sensitive = true

  validation {
    condition     = length(distinct(var.secrets[*].name)) == length(var.secrets)
    error_message = "Each secret has a name of its own."
  }
}
