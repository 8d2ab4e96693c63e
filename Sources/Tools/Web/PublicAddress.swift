/// Tells addresses of the public internet from those of this machine and of private networks.
enum PublicAddress {
    /// Whether `address`, four or sixteen bytes, belongs to the public internet. What is not known
    /// to be public is not.
    static func contains(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: isPublicV4(address)
        case 16: isPublicV6(address)
        default: false
        }
    }

    private static func isPublicV4(_ address: [UInt8]) -> Bool {
        switch (address[0], address[1], address[2]) {
        case (0, _, _), (10, _, _), (127, _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113): false
        case (224...255, _, _): false
        default: true
        }
    }

    private static func isPublicV6(_ address: [UInt8]) -> Bool {
        // Addresses that stand for one of version 4.
        if address.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
            || address.starts(with: [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0])
        {
            return isPublicV4(Array(address[12...]))
        }
        if address.starts(with: [0x20, 0x02]) { return isPublicV4(Array(address[2..<6])) }
        // Of what is assigned worldwide, tunnels, documentation and special purposes are left out.
        let isSpecial = address.starts(with: [0x20, 0x01]) && (address[2] < 0x02 || address[2...3] == [0x0d, 0xb8])
        return address[0] & 0xe0 == 0x20 && !isSpecial
    }
}
