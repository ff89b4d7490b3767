// Ceremony
