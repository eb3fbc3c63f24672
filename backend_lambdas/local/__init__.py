"""The backend on one machine: emulator, deployment from the same template, demo shop."""
