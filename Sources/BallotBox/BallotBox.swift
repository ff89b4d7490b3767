// BallotBox
