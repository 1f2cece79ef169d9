package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/ops", "/ops/", "/ops/people/anne", "/ops/signed-in", "/ops/apis", "/ops;x=1"})
    void pages_are_called_with_a_session(String path) {
        assertThat(ConsolePath.isPage(path)).isTrue();
    }

    /** However it is written, the API never takes the cookie. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops/api",
                "/ops/api/",
                "/ops/api/status",
                "/ops//api/status",
                "/ops/api;x=1/status",
                "/ops;x=1/api/status",
                "/graph/notifications",
                "/q/openapi",
                "/opsx",
                "/"
            })
    void all_else_is_not(String path) {
        assertThat(ConsolePath.isPage(path)).isFalse();
    }
}
