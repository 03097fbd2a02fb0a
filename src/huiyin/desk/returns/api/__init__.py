"""What other apps ask of the yearly return."""
