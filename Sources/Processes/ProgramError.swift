import Foundation

/// A program that the system does not start.
public struct ProgramError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The program's file.
    public let path: String
    /// The system's number of the reason.
    public let number: Int32

    public var description: String {
        "\(path) cannot be started (\(String(cString: strerror(number)))); check that it is a program for this machine"
    }
}
