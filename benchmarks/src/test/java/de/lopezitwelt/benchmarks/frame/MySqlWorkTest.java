package de.lopezitwelt.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

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
}
