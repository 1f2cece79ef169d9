package io.photosync.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKindTest {

    @Test
    void a_token_with_a_scope_acts_for_a_user() {
        assertThat(kind(Map.of("scp", "access", "azp", "program", "oid", "o", "sub", "s")))
                .isEqualTo(TokenKind.USER_ACCESS);
        assertThat(kind(Map.of("scp", "access", "appid", "program", "ver", "1.0")))
                .isEqualTo(TokenKind.USER_ACCESS);
    }

    @Test
    void a_token_whose_subject_is_the_app_acts_for_the_app() {
        assertThat(kind(Map.of("azp", "program", "oid", "o", "sub", "o"))).isEqualTo(TokenKind.APP_ACCESS);
        assertThat(kind(Map.of("azp", "program", "idtyp", "app"))).isEqualTo(TokenKind.APP_ACCESS);
    }

    @Test
    void a_token_that_only_identifies_the_user_is_an_id_token_with_and_without_a_nonce() {
        assertThat(kind(Map.of("oid", "o", "sub", "s", "name", "Ada"))).isEqualTo(TokenKind.ID);
        assertThat(kind(Map.of("oid", "o", "sub", "o"))).isEqualTo(TokenKind.ID);
        assertThat(kind(Map.of("azp", "program", "oid", "o", "sub", "s", "idtyp", "user")))
                .isEqualTo(TokenKind.ID);
        assertThat(kind(Map.of("nonce", "n", "scp", "access", "azp", "program")))
                .isEqualTo(TokenKind.ID);
    }

    @Test
    void a_refused_token_gets_advice() {
        assertThat(advice("{\"ver\":\"1.0\",\"scp\":\"access\",\"appid\":\"a\"}"))
                .contains("api.requestedAccessTokenVersion to 2");
        assertThat(advice("{\"ver\":\"2.0\",\"oid\":\"o\",\"sub\":\"s\"}")).contains("scope api://CLIENT-ID/.default");
        assertThat(advice("{\"ver\":\"2.0\",\"scp\":\"access\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic Zm9vOmJhcg==",
                "Bearer ",
                "Bearer nonsense",
                "Bearer a.b.c",
                "Bearer a.!.c",
                "Bearer ..",
                "Bearer a.MQ.c"
            })
    void an_unreadable_token_gets_no_advice(String header) {
        assertThat(TokenAdvice.about(header)).isEmpty();
    }

    @Test
    void nothing_of_the_token_is_repeated() {
        assertThat(advice("{\"ver\":\"1.0\",\"scp\":\"s3cret\",\"iss\":\"s3cret\"}"))
                .doesNotContain("s3cret");
    }

    private static TokenKind kind(Map<String, Object> claims) {
        return TokenKind.of(claims::get);
    }

    private static String advice(String claims) {
        String part = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
        return TokenAdvice.about("Bearer e30." + part + ".c2ln").orElse("");
    }
}
