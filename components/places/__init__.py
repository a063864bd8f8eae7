"""Names of places in a text, and the places that they mean: recognition, resolution, gazetteer,
geocoder."""
