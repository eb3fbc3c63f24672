"""Tests of the scripts that build, none of which is part of the program."""
