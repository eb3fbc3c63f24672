"""Presenters alone, and screens on the offscreen platform, with services that live in memory."""
