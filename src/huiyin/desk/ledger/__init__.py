"""The public record of dated acts between civil society and authorities, in both directions."""
