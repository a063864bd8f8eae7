"""The map's symbols, marks, labels and layers, and the JavaScript that draws them."""
