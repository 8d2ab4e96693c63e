/// Says what proposed steps are worth: a process reward model, a judge, a rule, or the world itself.
///
/// ## Implementation guidance
/// Scores are chances: 0.8 means that about four of five such steps are good. What a model says in another
/// unit is calibrated before it leaves. All candidates of a request are scored in as few calls as possible.
/// Every call goes through the meter and is settled however it ends. A value that is no number between 0 and
/// 1, an answer that cannot be read and an answer that is late are errors, never scores: whoever asks then
/// turns to the verifier, and nothing is accepted blindly.
public protocol RewardModel: Sendable {
    /// Who scores, for people: a model's full name, or the name of a rule.
    var label: String { get }

    /// Scores each candidate as the step that follows `request.trajectory`.
    /// - Returns: as many scores as there are candidates, in their order, each from 0 to 1.
    /// - Throws: ``RewardError``, ``BackendError``, ``LimitReached`` or `CancellationError`.
    func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double]
}
