"""The demonstration: the made-up municipality of Vlierwoude, played through the real operations."""
