import BallotCrypto
import BudgetRules
import TransparencyLog
import Wire

/// A manifest with its projects: what the number of elements, widths and limits follow from.
public struct Election: Sendable {
    public let manifest: Manifest
    public let origin: String
    /// The leaf hash of the manifest's entry.
    public let cid: Digest
    /// The projects of each contest, in the manifest's order of contests.
    public let projects: [[Project]]
    /// What each contest's rule is asked about.
    public let instances: [Instance]
    /// The house's when the manifest refers to none, or to one that can't be had.
    public let look: Look
    /// Why the manifest's look can't be had: a fault of the manifest, though no vote depends on it.
    public let lookFault: RecordError?

    private let contestIndices: [Verbatim: Int]
    private let districtIndices: [Verbatim: Int]

    /// Throws `RecordError` when a project list is missing, malformed or does not fit the manifest.
    public init(_ manifest: Manifest, origin: String, cid: Digest, artifacts: some ArtifactSource) throws(RecordError) {
        self.manifest = manifest
        self.origin = origin
        self.cid = cid
        var projects: [[Project]] = []
        for contest in manifest.contests {
            let list = try ProjectsArtifact(
                parsing: artifacts.artifact(contest.projects, atMost: ProjectsArtifact.largest), of: contest)
            projects.append(list.projects)
        }
        self.projects = projects
        instances = try zip(manifest.contests, projects).map { (contest, projects) throws(RecordError) in
            do {
                return try Instance(
                    budget: contest.budget, projects: projects, voteType: contest.voteType, limits: contest.limits)
            } catch {
                throw RecordError("contest \(contest.id): \(error)")
            }
        }
        var (look, fault) = (Look(), RecordError?.none)
        if let reference = manifest.look {
            do throws(RecordError) {
                look = try Look(
                    parsing: artifacts.artifact(reference, atMost: Look.largest), languages: manifest.languages)
            } catch { fault = error }
        }
        (self.look, lookFault) = (look, fault)
        contestIndices = Dictionary(manifest.contests.enumerated().map { (Verbatim($1.id), $0) }) { first, _ in first }
        districtIndices = Dictionary(manifest.districts.enumerated().map { (Verbatim($1.id), $0) }) { first, _ in first
        }
    }

    public func contestIndex(_ id: String) -> Int? { contestIndices[Verbatim(id)] }

    public func districtIndex(_ id: String) -> Int? { districtIndices[Verbatim(id)] }

    /// The contests of a district's ballot style, as indices, in the ballot's order.
    public func style(of district: Int) -> [Int] {
        manifest.districts[district].contests.compactMap(contestIndex)
    }

    /// The bytes of one selection in a contest: one bit a project.
    public func selectionLength(_ contest: Int) -> Int { (projects[contest].count + 7) / 8 }

    /// The number of ciphertexts that one selection takes.
    public func width(of contest: Int) -> Int { (selectionLength(contest) + 29) / 30 }

    /// The number of ciphertexts on a ballot of the district.
    public func ballotWidth(of district: Int) -> Int { style(of: district).reduce(0) { $0 + width(of: $1) } }

    /// Where the contest's ciphertexts stand on a ballot of the district; nil when it isn't on it.
    public func columns(of contest: Int, onBallotOf district: Int) -> Range<Int>? {
        var start = 0
        for index in style(of: district) {
            if index == contest { return start..<start + width(of: index) }
            start += width(of: index)
        }
        return nil
    }

    /// The bytes of a credential's public keys, one of each issuer.
    public var credentialLength: Int { Point.compressedCount * manifest.keys.issuers.count }
}
