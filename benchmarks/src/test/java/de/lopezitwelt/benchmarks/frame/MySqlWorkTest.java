package de.lopezitwelt.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlWorkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                | 0
            'a3b6c2f0-0000-11ee-8000-000000000001:7'                          | 1
            'a3b6c2f0-0000-11ee-8000-000000000001:1-5'                        | 5
            'a3b6c2f0-0000-11ee-8000-000000000001:1-5:9-10'                   | 7
            'a3b6c2f0-0000-11ee-8000-000000000001:1-5,b3b6c2f0-0000-11ee-8000-000000000001:3' | 6
            """)
    void transactionsAreCountedFromTheGtids(String gtids, long transactions) {
        assertThat(MySqlWork.transactions(gtids)).isEqualTo(transactions);
    }

    @Test
    void rowsOfTheBinaryLogBelongToTheTableThatWasNamedBefore() {
        var tables = new HashMap<String, String>();
        assertThat(MySqlWork.tableOf("Table_map", "table_id: 97 (lopez_chat.outbox)", tables))
                .isEqualTo(MySqlWork.TRANSACTIONS);
        assertThat(MySqlWork.tableOf("Write_rows", "table_id: 97 flags: STMT_END_F", tables))
                .isEqualTo("lopez_chat.outbox");
        assertThat(MySqlWork.tableOf("Delete_rows", "table_id: 97", tables)).isEqualTo("lopez_chat.outbox");
        assertThat(MySqlWork.tableOf("Xid", "COMMIT /* xid=7 */", tables)).isEqualTo(MySqlWork.TRANSACTIONS);
    }
}
