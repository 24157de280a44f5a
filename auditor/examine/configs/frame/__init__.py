"""What every format uses: the notebook, labels, addresses, words about faces."""
