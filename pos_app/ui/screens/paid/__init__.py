"""After the money: change, receipt, where the sale is, and the way to the next one."""
