package de.lopezitwelt.platform.local.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One service's schema, the prefix of its accounts and their passwords by role.
 *
 * @param passwords one for each {@link AccountRole}
 */
public record SchemaAccounts(String schema, String accountPrefix, Map<AccountRole, String> passwords) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}");
    private static final int LONGEST_ACCOUNT = 32;

    public SchemaAccounts {
        passwords = Map.copyOf(passwords);
        if (!NAME.matcher(schema).matches() || !NAME.matcher(accountPrefix).matches()) {
            throw new IllegalArgumentException("not a schema or account name: " + schema + ", " + accountPrefix);
        }
        for (AccountRole role : AccountRole.values()) {
            if (accountName(accountPrefix, role).length() > LONGEST_ACCOUNT) {
                throw new IllegalArgumentException("account names may have 32 characters: " + accountPrefix);
            }
            if (!passwords.containsKey(role)) {
                throw new IllegalArgumentException("no password for " + role);
            }
        }
    }

    public String account(AccountRole role) {
        return accountName(accountPrefix, role);
    }

    /** The configuration a service finds its accounts by. */
    public Map<String, String> configuration() {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("lopez.mysql.schema", schema);
        configuration.put("lopez.mysql.account-prefix", accountPrefix);
        for (AccountRole role : AccountRole.values()) {
            configuration.put("lopez.mysql." + role.wireName() + "-password", passwords.getOrDefault(role, ""));
        }
        return configuration;
    }

    private static String accountName(String prefix, AccountRole role) {
        return prefix + "_" + role.wireName();
    }
}
