"""Screens and presenters on the offscreen platform."""
