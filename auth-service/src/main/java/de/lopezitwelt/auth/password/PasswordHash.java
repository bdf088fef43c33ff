package de.lopezitwelt.auth.password;

/**
 * The stored form of a password: {@code hmac-sha384-bcrypt$<pepper id>$2a$<cost>$<salt and digest>}, so that it names
 * all it takes to check it and to tell whether it is outdated.
 */
record PasswordHash(String pepperId, int cost, String bcrypt) {
    private static final String ALGORITHM = "hmac-sha384-bcrypt";

    static PasswordHash parse(String stored) {
        String[] parts = stored.split("\\$", 3);
        if (parts.length != 3 || !parts[0].equals(ALGORITHM)) {
            throw new IllegalArgumentException("Not a stored password of a known form");
        }
        String bcrypt = "$" + parts[2];
        return new PasswordHash(parts[1], Integer.parseInt(bcrypt.split("\\$")[2]), bcrypt);
    }

    static PasswordHash of(String pepperId, String bcrypt) {
        return new PasswordHash(pepperId, Integer.parseInt(bcrypt.split("\\$")[2]), bcrypt);
    }

    String stored() {
        return ALGORITHM + "$" + pepperId + bcrypt;
    }

    @Override
    public String toString() {
        return ALGORITHM + "$" + pepperId + "$cost " + cost;
    }
}
