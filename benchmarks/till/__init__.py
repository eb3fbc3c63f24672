"""What is measured on the till: windows, scanning, searching, paying, filling, memory."""
