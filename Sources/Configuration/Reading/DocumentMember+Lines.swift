import Documents

extension DocumentMember {
    /// The way to this member.
    var path: String { keyLocation.field }
}

extension SettingLine {
    /// What a file says.
    init(_ member: DocumentMember, _ text: String) {
        self.init(
            key: member.path, text: text, origin: .file(member.keyLocation.file, line: member.keyLocation.line))
    }
}
