// Whoever tests with scripted agents also needs the clock that they sleep on.
@_exported public import Simulation
