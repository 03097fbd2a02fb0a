"""Laws: read them into provisions without losing a character, compare versions, write them back."""
