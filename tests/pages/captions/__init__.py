"""The promises of pages/captions: what editors bring is read, mended and listed, or refused with the line."""
