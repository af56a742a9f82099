"""The lessons in a real JupyterLab, used as a student uses them."""
