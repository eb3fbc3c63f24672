"""One file per Lambda: parse what arrived, call the logic, map the answer. No rules live here."""
