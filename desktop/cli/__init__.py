"""The command line: a module for each subcommand, listed in `commands`."""
