"""Many programs in one library on a server: `make load-postgres`."""
