"""How things look on the map: symbols, marks and labels, layers, and the JavaScript that draws
them."""
