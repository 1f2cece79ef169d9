package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.tls.Identity;
import io.photosync.sandbox.tls.Keyring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Instant;
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
    void an_assertion_may_be_signed_by_pss() throws Exception {
        // Given
        String forged =
                assertion("PS256", Keyring.stranger(Clock.systemUTC()).app().key());
        String signed = assertion("PS256", sandbox.keys().app().key());

        // When
        String token = token(ClientCredentialFactory.createFromClientAssertion(signed), sandbox.graphUrl());

        // Then
        assertThat(claims(token)).contains("\"appidacr\":\"2\"");
        assertThatThrownBy(() -> token(ClientCredentialFactory.createFromClientAssertion(forged), sandbox.graphUrl()))
                .hasMessageContaining("AADSTS700027");
    }

    @Test
    void a_token_for_microsofts_resources_is_of_the_first_version_and_names_the_app() throws Exception {
        // When
        String claims = claims(token(ClientCredentialFactory.createFromSecret("sandbox-secret"), sandbox.mySiteUrl()));

        // Then
        JsonNode json = new ObjectMapper().readTree(claims);
        assertThat(json.path("app_displayname").asText()).isEqualTo("photo sync");
        assertThat(json.path("ver").asText()).isEqualTo("1.0");
        assertThat(json.path("iss").asText()).doesNotEndWith("/v2.0");
        assertThat(json.path("appid").asText()).isEqualTo(Tenant.APP);
        assertThat(json.has("azp")).isFalse();
        assertThat(json.path("oid").asText())
                .isNotEqualTo(Tenant.APP)
                .isEqualTo(json.path("sub").asText());
    }

    @Test
    void roles_that_are_taken_away_are_in_no_new_token() throws Exception {
        // Given
        IClientCredential secret = ClientCredentialFactory.createFromSecret("sandbox-secret");
        sandbox.grant(sandbox.adminUrl(), "User.Read.All");

        // When
        String without = claims(token(secret, sandbox.adminUrl()));
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
        String with = claims(token(secret, sandbox.adminUrl()));

        // Then
        assertThat(without).contains("\"roles\":[\"User.Read.All\"]");
        assertThat(with).contains("\"roles\":[\"User.ReadWrite.All\",\"Sites.FullControl.All\"]");
    }

    @Test
    void a_certificate_that_nobody_registered_is_refused() {
        // Given
        Identity stranger = Keyring.stranger(Clock.systemUTC()).app();
        IClientCredential certificate =
                ClientCredentialFactory.createFromCertificate(stranger.key(), stranger.certificate());

        // When, Then
        assertThatThrownBy(() -> token(certificate, sandbox.graphUrl())).hasMessageContaining("AADSTS700027");
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate_is_refused() {
        // Given
        Identity stranger = Keyring.stranger(Clock.systemUTC()).app();
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

    /** By the rules of RFC 7518, 3.5. */
    private String assertion(String algorithm, PrivateKey key) throws Exception {
        byte[] certificate = sandbox.keys().app().certificate().getEncoded();
        String thumbprint = base64(MessageDigest.getInstance("SHA-256").digest(certificate));
        Instant now = Instant.now();
        String header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"x5t#S256\":\"%s\"}".formatted(algorithm, thumbprint);
        String claims = "{\"aud\":\"%s/%s/oauth2/v2.0/token\",\"iss\":\"%s\",\"sub\":\"%s\",\"nbf\":%d,\"exp\":%d}"
                .formatted(
                        sandbox.entraUrl(),
                        Tenant.ID,
                        Tenant.APP,
                        Tenant.APP,
                        now.getEpochSecond(),
                        now.getEpochSecond() + 600);
        String signedPart =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signer.initSign(key);
        signer.update(signedPart.getBytes(StandardCharsets.US_ASCII));
        return signedPart + "." + base64(signer.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
