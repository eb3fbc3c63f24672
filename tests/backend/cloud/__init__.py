"""Tests of the backend's way in and out: handlers, adapters, template, launcher."""
