"""The share kit of an edition: images for networks, texts, QR codes and a note, as one zip that is the same whenever its edition is."""
