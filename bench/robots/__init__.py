"""What programs that take part ask of AWS."""
