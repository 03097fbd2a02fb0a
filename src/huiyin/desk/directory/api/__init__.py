"""What other apps ask of the directory."""
