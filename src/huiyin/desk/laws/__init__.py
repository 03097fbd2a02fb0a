"""Laws: their versions, each in one or two languages, read into provisions."""
