"""What the interface answers: readings made of the list of resources, writings one by one."""
