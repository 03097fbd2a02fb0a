"""Mails, a file a subject: the outbox, the letter that is sent, what falls due by the calendar, fewer of them."""
