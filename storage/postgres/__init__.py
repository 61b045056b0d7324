"""Any number of processes on one PostgreSQL database."""
