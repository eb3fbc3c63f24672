"""Reports: today by hour, product, person and tender."""
