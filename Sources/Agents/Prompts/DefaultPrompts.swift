import Documents

/// What is said where a definition does not say it itself.
enum DefaultPrompts {
    /// The prompt of a key in `prompts`, as if it stood in a definition.
    static func node(_ key: String, format: ActionFormat.Name, hasTools: Bool) -> DocumentNode {
        let text =
            switch (key, format) {
            // A conversation of tool calls goes on by itself.
            case ("direct", .nativeTools): ""
            case ("format", .tagged) where !hasTools: taggedText
            case ("format", _): formats[format] ?? ""
            default: texts[key] ?? ""
            }
        let location = DocumentLocation(file: "built-in prompts", line: 1, column: 1, field: "prompts.\(key)")
        return DocumentNode(.scalar(text, .plain), at: location)
    }

    /// The prompts that are the same for all agents.
    static let texts: [String: String] = [
        "task": "Task: {{task}}",
        "correction": "That answer cannot be used. {{problem}} Answer again. {{format}}",
        "guidance": "{{guidance}}",
        "choice": """
        Several solutions to the task were drafted:
        {{#options}}

        Solution {{number}}:
        {{solution}}
        {{/options}}

        Option {{none}}: none of these solutions is right.

        Check them. Which option is right? Answer with its number alone.
        """,
        "soundness": """
        A solution to the task was drafted:

        {{solution}}

        Check it. Is it right? Answer yes or no, with this one word alone.
        """,
        "direct": "What is the next step? Answer with that one step and nothing else. {{format}}",
        "cot": "Think step by step about what has been done and what is missing, then decide on the one next step. "
            + "Write your reasoning first and end with the step. {{format}}",
        "thought": "Think about the one next step: what has been done, what is missing, and which step serves the "
            + "task best now. Write a few sentences. Do not take the step yet.",
        "action": "Now take the step that follows from this thought, and write nothing else. {{format}}",
        "proposal": """
        Two debaters, A and B, decide together on the one next step. You are debater {{debater}} and speak \
        first. Propose a step and give your reasons in a few sentences.
        """,
        "reply": """
        Two debaters, A and B, decide together on the one next step. What was said so far:
        {{#statements}}

        {{speaker}}: {{text}}
        {{/statements}}

        You are debater {{debater}}. Weigh what {{opponent}} said: agree where it is right and correct what is \
        wrong. Say which step you are for now, and why, in a few sentences.
        """,
        "reward": """
        Task: {{task}}

        {{#steps}}
        Step {{number}}: {{action}}{{#observation}} -> {{observation}}{{/observation}}
        {{/steps}}
        {{^steps}}
        No step has been taken yet.
        {{/steps}}
        {{#step}}

        Proposed next step: {{step}}

        Is this step right? A right step is possible, makes no mistake and lies on a short way to the end of the task.
        {{/step}}
        """,
        "decision": """
        Two debaters, A and B, discussed the one next step. What was said:
        {{#statements}}

        {{speaker}}: {{text}}
        {{/statements}}

        You are debater {{debater}}. Take the step that the discussion speaks for, and write nothing else. \
        {{format}}
        """,
    ]

    /// How an action is to be written. A pattern of the author's own has no such default.
    static let formats: [ActionFormat.Name: String] = [
        .nativeTools: "Call exactly one tool.",
        .tagged: "Write it between <{{tag}}> and </{{tag}}>: a tool's name and, for a tool that takes arguments, after "
            + "the name its arguments as a JSON object.",
        .paragraph: "Write the step as one paragraph of plain text.",
    ]

    /// The same for tagged steps that are text alone.
    static let taggedText = "Write it between <{{tag}}> and </{{tag}}>."
}
