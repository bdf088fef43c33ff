package de.lopezitwelt.platform.local.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.lopezitwelt.platform.mysql.MySqlTls;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlServerTest {
    @Test
    void readsAddressAndEncodedCredentials() {
        assertThat(MySqlServer.parse("mysql://admin:p%40s%3As+x@db.internal:3307", MySqlTls.REQUIRED))
                .isEqualTo(new MySqlServer("db.internal", 3307, "admin", "p@s:s+x", MySqlTls.REQUIRED));
        assertThat(MySqlServer.parse("mysql://root@localhost", MySqlTls.REQUIRED)
                        .port())
                .isEqualTo(3306);
    }

    @Test
    void refusesWhatIsNoMySqlUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MySqlServer.parse("jdbc:mysql://localhost", MySqlTls.REQUIRED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MySqlServer.parse("mysql://localhost:3306", MySqlTls.REQUIRED));
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new MySqlServer("h", 1, "root", "hidden", MySqlTls.REQUIRED)).hasToString("root@h:1");
    }

    @Test
    void accountNamesAreMadeOfPrefixAndRole() {
        var accounts = new SchemaAccounts("t0_lopez_chat", "t0_lopez_chat", passwords());

        assertThat(accounts.account(AccountRole.READER)).isEqualTo("t0_lopez_chat_reader");
        assertThat(accounts.configuration()).containsEntry("lopez.mysql.worker-password", "pw-worker");
    }

    @Test
    void refusesNamesMySqlWouldCutOrThatNeedQuoting() {
        Map<AccountRole, String> passwords = passwords();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaAccounts("s", "a_prefix_of_twenty_five_ch", passwords));
        assertThatIllegalArgumentException().isThrownBy(() -> new SchemaAccounts("s`", "s", passwords));
    }

    private static Map<AccountRole, String> passwords() {
        var passwords = new EnumMap<AccountRole, String>(AccountRole.class);
        for (AccountRole role : AccountRole.values()) {
            passwords.put(role, "pw-" + role.wireName());
        }
        return passwords;
    }
}
