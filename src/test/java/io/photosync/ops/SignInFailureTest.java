package io.photosync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class SignInFailureTest {

    @Test
    void an_entra_that_cannot_be_reached_is_no_fault_of_the_user() {
        for (Throwable away : new Throwable[] {
            new OIDCException("OIDC Server is not available"),
            completion(new ConnectException("Connection refused")),
            completion(new OIDCException(new IOException("reset"))),
            completion(new NullPointerException("The supplier returned `null`"))
        }) {
            assertThat(SignInFailure.of(away).status()).as(away.toString()).isEqualTo(503);
            assertThat(SignInFailure.of(away).detail()).startsWith("Entra, which signs users in, does not answer");
        }
    }

    @Test
    void a_refusal_has_entras_number() {
        SignInFailure failure = SignInFailure.of(completion(new OIDCException(
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700027: The certificate …\"}")));

        assertThat(failure.status()).isEqualTo(401);
        assertThat(failure.detail()).isEqualTo("Entra refused the sign-in with AADSTS700027");
        assertThat(failure.cause()).contains("AADSTS700027: The certificate");
    }

    @Test
    void the_log_gets_one_line_and_no_token() {
        SignInFailure failure = SignInFailure.of(new AuthenticationCompletionException("""
                ID token verification has failed: JWT (claims->{"aud":"a","name":"Anne"}) rejected due to invalid \
                claims or other invalid content. Additional details: [[9] eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln]
                """));

        assertThat(failure.cause())
                .startsWith("ID token verification has failed: JWT (")
                .doesNotContain("eyJ", "Anne", "\n");
    }

    private static AuthenticationCompletionException completion(Throwable cause) {
        return new AuthenticationCompletionException(cause);
    }
}
