public import Planning
public import Transport

/// What the built-in tools may touch. The operator's word, never the model's.
public struct ToolSettings: Sendable {
    /// Answers a read-only query: the database's path, the SQL, the most rows.
    public typealias Query = @Sendable (_ path: String, _ sql: String, _ rowLimit: Int) async throws -> String

    /// The folder that file tools and database queries stay in.
    public var root: String
    /// The client that pages are fetched with.
    public var client: HTTPClient
    /// Whether pages on this machine and in private networks may be fetched.
    public var allowsPrivateAddresses: Bool
    /// Answers read-only queries.
    public var query: Query
    /// What commands of the shell can do to the world; never `pure`, `idempotent` counts as `destructive`.
    public var shell: EffectClass
    /// The variables of this process; of them commands get hardly any.
    public var environment: [String: String]
    /// Who can be asked while a run goes on; nil where nobody is.
    public var questioner: (any Questioner)?
    /// Where tools that change files are tried before their verdict.
    public var workspace: Workspace?
    /// What becomes of calls to which somebody has to agree.
    public var approval: Approval

    /// Settings of the built-in tools.
    public init(
        root: String, client: HTTPClient, allowsPrivateAddresses: Bool = false, shell: EffectClass = .destructive,
        environment: [String: String] = [:], questioner: (any Questioner)? = nil, workspace: Workspace? = nil,
        approval: Approval = Approval(mode: .auto), query: @escaping Query
    ) {
        self.shell = shell
        self.environment = environment
        self.questioner = questioner
        self.workspace = workspace
        self.approval = approval
        self.root = root
        self.client = client
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.query = query
    }
}

extension Toolbox {
    /// The names of the built-in tools.
    public static let builtInNames = [
        "calculator", "read_file", "list_files", "search_files", "write_file", "edit_file", "shell", "http_get",
        "sql_query", "ask_user", "finish",
    ]

    /// Of these, the ones that change files of the working folder, or may do so.
    public static let writingNames: Set = ["write_file", "edit_file", "shell"]

    /// An environment of built-in tools, and of tools from elsewhere.
    /// - Parameter others: tools that can be named beside the built-in ones, which come first.
    /// - Throws: ``ToolFailure`` for a name that no tool has.
    public init(
        named names: [String], settings: ToolSettings, others: [any Tool] = [], trusted: Set<String> = []
    ) throws(ToolFailure) {
        let root = FileRoot(path: settings.root)
        var tools: [any Tool] = []
        for name in names {
            switch name {
            case "calculator": tools.append(Calculator())
            case "read_file": tools.append(ReadFile(root: root))
            case "list_files": tools.append(ListFiles(root: root))
            case "search_files": tools.append(SearchFiles(root: root))
            case "write_file": tools.append(WriteFile(root: root))
            case "edit_file": tools.append(EditFile(root: root))
            case "shell":
                tools.append(Shell(root: root, effect: settings.shell, environment: settings.environment))
            case "ask_user": tools.append(AskUser(questioner: settings.questioner))
            case "http_get":
                tools.append(
                    HTTPGet(client: settings.client, allowsPrivateAddresses: settings.allowsPrivateAddresses))
            case "sql_query": tools.append(SQLQuery(root: root, query: settings.query))
            case "finish": tools.append(Finish())
            default:
                if let other = others.first(where: { $0.description.name == name }) {
                    tools.append(other)
                    continue
                }
                throw ToolFailure(
                    "there is no built-in tool “\(name)”; there are \(Self.builtInNames.joined(separator: ", "))")
            }
        }
        self.init(tools, trusted: trusted, workspace: settings.workspace, approval: settings.approval)
    }
}
