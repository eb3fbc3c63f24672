"""One product: pictures, price, stock in every store, and its specification."""
