"""``python -m kg`` is ``kg``."""

from kg.commands import main

main()
