"""What the desk holds of people: taken away, erased, and gone by itself when its time is over."""
