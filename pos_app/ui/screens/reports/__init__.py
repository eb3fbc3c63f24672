"""Reports: a day by hour, product, person and tender, beside the same weekday a week before."""
