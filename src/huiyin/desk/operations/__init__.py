"""What an operator does to the desk as a whole: prepare it, run it, fill it with the example."""
