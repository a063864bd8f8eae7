"""Who is said to hold what, on which day: claims, checks, references, the timeline."""
