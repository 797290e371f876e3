"""What comes in and goes out: one module a file format, all of one shape (`shape.Format`), listed in `formats`."""
