"""What people and machines see: the command line, the contract, the library's front door."""
