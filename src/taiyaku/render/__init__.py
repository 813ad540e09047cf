"""Pictures and sounds made from a job."""
