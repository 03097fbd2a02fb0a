"""What a later version of the desk would bring, for the tests of an upgrade."""
