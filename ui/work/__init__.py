"""What runs beside the window: worker threads and processes."""
