"""The pages, a file each; what they show stands in the template of the same name."""
