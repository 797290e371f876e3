"""What is asked of a library, by subject: functions from a connection to records. `library/questions/` asks them."""
