"""What office documents have in common: packages of parts, symbols, notes, what is left out of them."""
