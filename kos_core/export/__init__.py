"""Result and text in, bytes out: one file per format."""
