// BallotBoxSQLite
