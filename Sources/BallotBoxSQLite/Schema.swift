import BallotBox
import GRDB

/// The tables of `box.sqlite`. Everything in them but the entries and the checkpoints follows from the entries.
enum Schema {
    static let version = 1

    static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE entry (
                    place INTEGER PRIMARY KEY,
                    leaf BLOB NOT NULL UNIQUE,
                    bytes BLOB NOT NULL
                ) STRICT;
                CREATE TABLE spent (
                    credential BLOB PRIMARY KEY,
                    place INTEGER NOT NULL UNIQUE REFERENCES entry (place)
                ) STRICT;
                CREATE TABLE tile (
                    level INTEGER NOT NULL,
                    place INTEGER NOT NULL,
                    bytes BLOB NOT NULL,
                    PRIMARY KEY (level, place)
                ) STRICT;
                CREATE TABLE checkpoint (
                    size INTEGER PRIMARY KEY,
                    note BLOB NOT NULL
                ) STRICT;
                PRAGMA user_version = \(version);
                """)
    }

    /// Throws `BoxError` unless the tables are this version's.
    static func check(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found == version else { throw BoxError("expected a log database of version \(version), found \(found)") }
    }

    /// Throws `BoxError` unless a commit is on the disk before it returns.
    static func requireDurability(_ database: Database) throws {
        let mode = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
        guard mode == 2 else { throw BoxError("expected synchronous=FULL, found mode \(mode)") }
    }
}
