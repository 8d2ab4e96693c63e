import Planning

/// How sound some ways to the end of a task are, as far as is known: says which steps are to be judged next, and takes
/// in how likely they are.
struct WayJudging {
    /// What a model is asked: how likely it would answer a question in each of some ways.
    struct Question {
        let prompt: String
        private(set) var answers: [String] = []
        /// The ways of which each answer is the next step, by their numbers.
        fileprivate var ways: [[Int]] = []

        fileprivate init(prompt: String) { self.prompt = prompt }

        fileprivate mutating func add(_ answer: String, of way: Int) {
            if let place = answers.firstIndex(of: answer) {
                ways[place].append(way)
            } else {
                answers.append(answer)
                ways.append([way])
            }
        }
    }

    /// A way that is still gone along.
    private struct Way {
        let number: Int
        let steps: [Step]
        var trajectory: Trajectory
        var judged = 0
    }

    /// For every option how likely its least likely step is, of those that were judged.
    private(set) var soundness: [Double]
    private let dialect: any Dialect
    private let least: Double
    private var ways: [Way]

    init(_ request: ChoiceRequest, in dialect: any Dialect) {
        self.dialect = dialect
        least = request.soundness
        soundness = request.options.map { $0.answer == nil ? 0 : 1 }
        ways = request.options.enumerated().filter { $0.element.answer != nil }.map { number, option in
            Way(number: number, steps: option.steps, trajectory: request.trajectory)
        }
    }

    /// The next question: that of the first way that is not judged to its end, for all that come to it by the same steps.
    /// Nil when all is known.
    mutating func next() -> Question? {
        ways = ways.filter { way in
            let sound = soundness[way.number]
            return way.judged < way.steps.count && sound >= least && sound > 0
        }
        guard let first = ways.first else { return nil }
        let asked = dialect.question(after: first.trajectory)
        var question = Question(prompt: asked.prompt)
        for index in ways.indices where ways[index].trajectory.fingerprint == first.trajectory.fingerprint {
            let step = ways[index].steps[ways[index].judged]
            ways[index].judged += 1
            ways[index].trajectory.append(step)
            if let answer = asked.answer(for: step.action) {
                question.add(answer, of: ways[index].number)
            } else {
                soundness[ways[index].number] = 0
            }
        }
        return question.answers.isEmpty ? next() : question
    }

    /// Takes in how likely the answers to `question` are.
    mutating func take(_ likelihoods: [Double], for question: Question) {
        for (likelihood, numbers) in zip(likelihoods, question.ways) {
            for number in numbers { soundness[number] = min(soundness[number], likelihood) }
        }
    }
}
