"""Taking the money: tenders, change, and the moment in which a sale becomes a fact."""
