"""Operating the desk as a whole: prepare it, run it, back it up, load the example."""
