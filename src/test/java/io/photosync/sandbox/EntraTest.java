package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.tls.Identity;
import io.photosync.sandbox.tls.Keyring;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sandbox's Entra, driven by Microsoft's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void the_registered_certificate_gets_a_token_that_graph_takes() throws Exception {
        // Given
        Identity app = sandbox.keys().app();
        IClientCredential certificate = ClientCredentialFactory.createFromCertificate(app.key(), app.certificate());

        // When
        String token = token(certificate, sandbox.graphUrl());

        // Then
        GraphServiceClient graph = GraphVisitor.of(sandbox, () -> token);
        assertThat(graph.users().get().getValue()).isNotEmpty();
        assertThat(claims(token)).contains("\"appidacr\":\"2\"", "\"aud\":\"" + sandbox.graphUrl() + "\"");
    }

    @Test
    void a_federated_assertion_serves_in_the_place_of_the_certificate() throws Exception {
        // Given
        String assertion = Files.readString(sandbox.file("federated.jwt"));

        // When
        String token = token(ClientCredentialFactory.createFromClientAssertion(assertion), sandbox.adminUrl());

        // Then
        assertThat(claims(token)).contains("\"appidacr\":\"2\"", "Sites.FullControl.All");
    }

    @Test
    void a_secret_gets_a_token_that_tells_so() throws Exception {
        // When
        String token = token(ClientCredentialFactory.createFromSecret("sandbox-secret"), sandbox.mySiteUrl());

        // Then
        assertThat(claims(token)).contains("\"appidacr\":\"1\"");
    }

    @Test
    void a_certificate_that_nobody_registered_is_refused() {
        // Given
        Identity stranger = Keyring.create(Clock.systemUTC()).app();
        IClientCredential certificate =
                ClientCredentialFactory.createFromCertificate(stranger.key(), stranger.certificate());

        // When, Then
        assertThatThrownBy(() -> token(certificate, sandbox.graphUrl())).hasMessageContaining("AADSTS700027");
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate_is_refused() {
        // Given
        Identity stranger = Keyring.create(Clock.systemUTC()).app();
        IClientCredential mixed = ClientCredentialFactory.createFromCertificate(
                stranger.key(), sandbox.keys().app().certificate());

        // When, Then
        assertThatThrownBy(() -> token(mixed, sandbox.graphUrl())).hasMessageContaining("AADSTS700027");
    }

    @Test
    void a_wrong_secret_is_refused() {
        assertThatThrownBy(() -> token(ClientCredentialFactory.createFromSecret("guessed"), sandbox.graphUrl()))
                .hasMessageContaining("AADSTS7000215");
    }

    @Test
    void a_resource_that_the_tenant_does_not_have_is_refused() {
        assertThatThrownBy(() ->
                        token(ClientCredentialFactory.createFromSecret("sandbox-secret"), "https://elsewhere.example"))
                .hasMessageContaining("AADSTS500011");
    }

    private String token(IClientCredential credential, String audience) throws Exception {
        return ConfidentialClientApplication.builder(Tenant.APP, credential)
                .authority(sandbox.entraUrl() + "/" + Tenant.ID + "/")
                .instanceDiscovery(false)
                .sslSocketFactory(sandbox.keys().clientContext().getSocketFactory())
                .build()
                .acquireToken(ClientCredentialParameters.builder(Set.of(audience + "/.default"))
                        .build())
                .get()
                .accessToken();
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
