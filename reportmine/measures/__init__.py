"""Research measures of reports: dictionary frequencies, targets, words of obligation, attention, length, similarity."""
