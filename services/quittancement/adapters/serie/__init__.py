"""Impression en série : un gabarit composé une fois par forme de document, puis rempli."""
