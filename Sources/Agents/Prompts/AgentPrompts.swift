import Documents

/// Everything a definition says to its models.
struct AgentPrompts: Sendable {
    /// The instructions that hold for the whole task.
    let system: PromptTemplate
    /// How the task is put.
    let task: PromptTemplate
    /// How an action is to be written; other templates name it `{{format}}`.
    let format: PromptTemplate
    /// What is said to an answer that contains no usable action.
    let correction: PromptTemplate
    /// What a reward model is told about a step.
    let reward: PromptTemplate
    /// How something is said that is to be heeded beside the task and the steps.
    let guidance: PromptTemplate
    /// The question which of several solutions is right.
    let choice: PromptTemplate
    /// The question whether one solution is right.
    let soundness: PromptTemplate
    /// What the prompting styles ask.
    let questions: StyleQuestions
}

/// The questions that the prompting styles ask.
struct StyleQuestions: Sendable {
    /// `direct`: for the next action and nothing else.
    let direct: PromptTemplate
    /// `cot`: for reasoning and then the action.
    let cot: PromptTemplate
    /// `react`, first call: for a thought.
    let thought: PromptTemplate
    /// `react`, second call: for the action that follows from the thought.
    let action: PromptTemplate
    /// `debate`: for a proposal by A.
    let proposal: PromptTemplate
    /// `debate`: for a reply to what was said so far.
    let reply: PromptTemplate
    /// `debate`: for the final decision by A.
    let decision: PromptTemplate
}

extension AgentPrompts {
    /// The keys in a definition.
    static let keys = [
        "system", "task", "format", "correction", "direct", "cot", "thought", "action", "proposal", "reply", "decision",
        "reward", "guidance", "choice", "soundness",
    ]

    /// Reads the prompts of a definition; what it leaves out is ours.
    init(_ mapping: DocumentMapping, format name: ActionFormat.Name, hasTools: Bool) throws(DocumentError) {
        let tools: [String: TemplateVariable] = [
            "tools": .list(["name": .text, "summary": .text, "parameters": .text]), "max_steps": .text,
        ]
        func template(_ key: String, _ variables: [String: TemplateVariable]) throws(DocumentError) -> PromptTemplate {
            try PromptTemplate(
                mapping[key] ?? DefaultPrompts.node(key, format: name, hasTools: hasTools), variables: variables)
        }
        system = try PromptTemplate(
            mapping.required("system", expected: "the instructions for the models"), variables: tools)
        task = try template("task", ["task": .text])
        if name == .pattern {
            _ = try mapping.required("format", expected: "how the models are to write what action.pattern finds")
        }
        format = try template("format", tools.merging(["tag": .text]) { $1 })
        correction = try template("correction", ["problem": .text, "format": .text])
        reward = try template(
            "reward",
            [
                "task": .text, "step": .text,
                "steps": .list(["number": .text, "action": .text, "observation": .text, "failed": .text]),
            ])
        guidance = try template("guidance", ["guidance": .text])
        choice = try template("choice", ["options": .list(["number": .text, "solution": .text]), "none": .text])
        soundness = try template("soundness", ["solution": .text])
        let step: [String: TemplateVariable] = ["format": .text, "number": .text, "max_steps": .text]
        let debate = step.merging([
            "debater": .text, "opponent": .text, "statements": .list(["speaker": .text, "text": .text]),
        ]) { $1 }
        questions = StyleQuestions(
            direct: try template("direct", step), cot: try template("cot", step),
            thought: try template("thought", step),
            action: try template("action", step), proposal: try template("proposal", debate),
            reply: try template("reply", debate), decision: try template("decision", debate))
    }
}
