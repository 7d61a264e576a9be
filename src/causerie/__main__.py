"""Run the command line as `python -m causerie`."""

from causerie.cli import main

if __name__ == "__main__":
    main()
