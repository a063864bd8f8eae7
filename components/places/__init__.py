"""Finds the names of places in a text and what they mean: recognition, resolution, gazetteer,
geocoder."""
