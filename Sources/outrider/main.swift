import Commands
import Foundation

let status = await Program.run(Array(CommandLine.arguments.dropFirst()))
// Libraries' threads may still be at work, such as the network's. `exit` would tear down what they use under their
// hands, and a run that was over would end with a crash.
fflush(nil)
_exit(status)
