"""Who is said to hold what, on which day: claims, checks of what can be measured, references, the
timeline."""
