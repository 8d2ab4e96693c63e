// Placeholder until the module has something to hold.
