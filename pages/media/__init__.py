"""Media on their way out: public addresses, the closed list of image sizes, and the one view that checks who may see a file."""
