"""The Web API, one module a family of methods; each puts its methods into `METHODS`."""
