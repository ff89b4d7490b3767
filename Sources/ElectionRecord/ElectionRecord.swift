// ElectionRecord
