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
    void who_may_act_for_a_user_has_a_scope() {
        assertThat(kind(Map.of("scp", "access", "azp", "program", "oid", "o", "sub", "s")))
                .isEqualTo(TokenKind.USER_ACCESS);
        assertThat(kind(Map.of("scp", "access", "appid", "program", "ver", "1.0")))
                .isEqualTo(TokenKind.USER_ACCESS);
    }

    @Test
    void a_program_that_acts_for_itself_is_its_own_subject() {
        assertThat(kind(Map.of("azp", "program", "oid", "o", "sub", "o"))).isEqualTo(TokenKind.APP_ACCESS);
        assertThat(kind(Map.of("azp", "program", "idtyp", "app"))).isEqualTo(TokenKind.APP_ACCESS);
    }

    @Test
    void what_only_says_who_signed_in_is_an_id_token_with_and_without_a_nonce() {
        assertThat(kind(Map.of("oid", "o", "sub", "s", "name", "Ada"))).isEqualTo(TokenKind.ID);
        assertThat(kind(Map.of("oid", "o", "sub", "o"))).isEqualTo(TokenKind.ID);
        assertThat(kind(Map.of("azp", "program", "oid", "o", "sub", "s", "idtyp", "user")))
                .isEqualTo(TokenKind.ID);
        assertThat(kind(Map.of("nonce", "n", "scp", "access", "azp", "program")))
                .isEqualTo(TokenKind.ID);
    }

    @Test
    void a_refused_token_is_told_what_to_set_or_ask_for() {
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
    void what_is_no_token_gets_no_advice(String header) {
        assertThat(TokenAdvice.about(header)).isEmpty();
    }

    @Test
    void no_word_of_the_token_is_repeated() {
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
