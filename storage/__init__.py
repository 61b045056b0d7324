"""What is written down: rows, their mapping to values, the queue, migrations."""
