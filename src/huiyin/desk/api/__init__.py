"""The desk for other programs: what is public as JSON, tokens to write with, dumps, and calls when something happens."""
