public import Planning

/// The price tables that others publish, told apart by what is in them.
public enum PublishedPrices {
    /// Reads LiteLLM's `model_prices_and_context_window.json` or the `api.json` of models.dev.
    ///
    /// Members that say nothing of prices are ignored. An entry with a price that is none becomes a problem, and the
    /// rest is read.
    /// - Parameters:
    ///   - providers: the providers whose models matter, by our names.
    ///   - file: the file's name in errors.
    /// - Throws: ``DataFileError`` if it is neither, or larger than any such file.
    public static func document(
        reading json: JSONValue, for providers: Set<String>, from file: String
    ) throws(DataFileError) -> PriceDocument {
        let members = json.object ?? [:]
        guard json["format"]?.string != PriceDocument.format else {
            throw DataFileError(
                file: file, line: nil, "this is a file of our own; take it over with `outrider prices update`")
        }
        if members.values.contains(where: { $0["litellm_provider"] != nil }) {
            return try LiteLLMPrices(providers: providers).document(members, from: file)
        }
        if members.values.contains(where: { $0["models"]?.object != nil }) {
            return try ModelsDevPrices(providers: providers).document(members, from: file)
        }
        throw DataFileError(
            file: file, line: nil,
            "this is no table of prices that is known; expected LiteLLM's model_prices_and_context_window.json or the "
                + "api.json of models.dev")
    }

    static func check(count: Int, of file: String) throws(DataFileError) {
        guard count <= PriceDocument.entryLimit else {
            throw DataFileError(
                file: file, line: nil, "there are \(count) models; at most \(PriceDocument.entryLimit) are read")
        }
    }
}
