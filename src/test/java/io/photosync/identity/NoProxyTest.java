package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sharepoint.com          | contoso-my.sharepoint.com | 443",
                ".sharepoint.com         | contoso-my.sharepoint.com | 443",
                "*.sharepoint.com        | contoso-my.sharepoint.com | 443",
                "a.example, b.example    | b.example                 | 443",
                "a.example  b.example    | b.example                 | 443",
                "LOCALHOST               | localhost                 | 9441",
                "localhost:9441          | localhost                 | 9441",
                "127.0.0.1               | 127.0.0.1                 | 443",
                "::1                     | [::1]                     | 443",
                "[::1]:9441              | [::1]                     | 9441",
                "*                       | graph.microsoft.com       | 443"
            })
    void covers_a_named_host_and_all_below_it(String setting, String host, int port) {
        assertThat(NoProxy.of(setting).covers(host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sharepoint.com          | notsharepoint.com         | 443",
                "contoso.sharepoint.com  | sharepoint.com            | 443",
                "localhost:9441          | localhost                 | 9442",
                "127.0.0.0/8             | 127.0.0.1                 | 443",
                "example                 | localhost                 | 443"
            })
    void covers_nothing_else(String setting, String host, int port) {
        assertThat(NoProxy.of(setting).covers(host, port)).isFalse();
    }

    @Test
    void nothing_is_excepted_unless_it_is_named() {
        assertThat(NoProxy.of("").covers("localhost", 443)).isFalse();
        assertThat(NoProxy.of(" , ").covers("127.0.0.1", 443)).isFalse();
    }
}
