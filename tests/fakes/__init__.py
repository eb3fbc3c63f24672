"""Stand-ins with state for every port; the contract tests hold them to the real ones."""
