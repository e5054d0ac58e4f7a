"""Training of the model; never in the wheel.  Read train.py first, then net.py and heads/."""
