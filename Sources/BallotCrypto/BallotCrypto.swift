// BallotCrypto
