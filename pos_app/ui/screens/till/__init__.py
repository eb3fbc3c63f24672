"""The till's drawer: opened with a float, cash in and out, counted and closed with a Z report."""
