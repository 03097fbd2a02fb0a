"""The public ledger of dated exchanges between civil society and authorities, in both directions."""
