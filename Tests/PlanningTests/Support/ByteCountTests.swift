import Planning
import Testing

struct ByteCountTests {
    @Test(arguments: [
        ("512MB", 512_000_000), ("6 GB", 6_000_000_000), ("1.5GiB", 1_610_612_736), ("100kb", 100_000),
        ("2TiB", 2_199_023_255_552), ("0MB", 0),
    ]) func anAmountHasAUnit(text: String, bytes: Int64) {
        #expect(ByteCount(spelled: text) == ByteCount(bytes))
    }

    @Test(arguments: ["", "6", "GB", "-1GB", "1e3MB", ".5GB", "5.GB", "1,5GB", "6GBs", "99999999TB", "nanGB", "6 G B"])
    func whatIsNoAmountIsNone(text: String) {
        #expect(ByteCount(spelled: text) == nil)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1_549, "1.5 kB"), (24_612_864, "24.6 MB"), (812_000_000, "812 MB"),
        (999_600_000, "1 GB"), (6_000_000_000, "6 GB"), (2_500_000_000_000_000, "2500 TB"),
    ]) func itIsReadByPeople(bytes: Int64, text: String) {
        #expect(ByteCount(bytes).description == text)
    }
}
