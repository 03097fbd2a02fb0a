"""Research: who asks for it, who offers, what came of it, who used it and who honoured it; a public library."""
