"""What comes in and goes out: one module a file format, all of one shape (`format.Format`), listed in `registry`."""
