"""What an article was after each save: written down, compared, fitted together, put back."""
