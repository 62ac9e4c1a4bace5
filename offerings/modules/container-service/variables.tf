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
}

variable "replicas" {
  description = "How many run at the same time."
  type        = number
  default     = 2
}

variable "public" {
  description = "Whether it is reachable from the internet."
  type        = bool
  default     = false
}

variable "settings" {
  description = "Environment variables of the service."
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "Environment variables that nobody may read."
  type        = map(string)
  default     = {}
  sensitive   = true
}
