package io.photosync.check;

import static io.photosync.check.CheckedTenant.advises;
import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyFails;
import static io.photosync.check.CheckedTenant.onlyToBeLookedAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.tls.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single faults of credential, route, clock and tokens, and the line of the check that names each. */
class CheckEntraTest {
    private static final String ANOTHER_ID = "11111111-2222-4333-8444-555555555555";
    private static CheckedTenant tenant;

    @BeforeAll
    static void start() {
        tenant = new CheckedTenant(30);
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @AfterEach
    void put_all_right_again() {
        tenant.putAllRightAgain();
    }

    @Test
    void a_certificate_that_expires_soon_is_unclear() throws Exception {
        onlyToBeLookedAt(tenant.check(Map.of("photosync.certificate.warn-before", "P9999D")), "credential", "ends at");
    }

    @Test
    void a_certificate_that_is_not_valid_yet_and_a_slow_clock_are_reported() throws Exception {
        CheckReport checkReport = tenant.check(Map.of(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-400)));

        assertThat(line(checkReport, "credential").says()).contains("is good from");
        assertThat(line(checkReport, "credential").result()).isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "clock").says()).contains("behind Microsoft's");
        assertThat(line(checkReport, "clock").result()).isEqualTo(Result.FAILS);
    }

    @Test
    void a_key_that_others_may_read_is_unclear(@TempDir Path folder) throws Exception {
        Path key = Files.copy(tenant.sandbox.file("client.key"), folder.resolve("open.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        CheckReport checkReport = tenant.check(Map.of("photosync.certificate.key-path", key.toString()));

        onlyToBeLookedAt(checkReport, "credential", "open.key");
    }

    @Test
    void a_certificate_that_entra_does_not_know_is_reported_with_its_message(@TempDir Path folder) throws Exception {
        Keyring.stranger(Clock.systemUTC()).write(folder);

        CheckReport checkReport = tenant.check(Map.of(
                "photosync.certificate.path",
                folder.resolve("client.pem").toString(),
                "photosync.certificate.key-path",
                folder.resolve("client.key").toString()));

        assertThat(line(checkReport, "credential").result()).isEqualTo(Result.WORKS);
        for (String token : List.of("token for Graph", "token for -my", "token for -admin")) {
            assertThat(line(checkReport, token).result()).isEqualTo(Result.FAILS);
            assertThat(line(checkReport, token).says()).contains("AADSTS700027");
            advises(line(checkReport, token), "Upload the certificate");
        }
    }

    @Test
    void a_tenant_that_entra_does_not_know_is_reported_with_the_setting() throws Exception {
        tenant.fault(Fault.always(Service.ENTRA, "openid-configuration", 400));

        CheckReport checkReport = tenant.check(Map.of("photosync.tenant-id", ANOTHER_ID));

        assertThat(line(checkReport, "way to Microsoft").says()).contains("answers HTTP 400 about tenant 11111111…");
        assertThat(line(checkReport, "token for Graph").says()).contains("AADSTS90002");
        advises(line(checkReport, "token for Graph"), "photosync.tenant-id");
    }

    @Test
    void a_missing_channel_for_notifications_is_reported_with_its_setting() throws Exception {
        CheckReport checkReport = tenant.checkWithout("photosync.webhook.public-url");

        onlyFails(checkReport, "settings", "photosync.webhook.public-url must be set");
        assertThat(checkReport.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AADSTS7000222: The provided client secret keys are expired, Renew the credential",
        "400, AADSTS50027: The token is invalid, 'Compare tenant, client id and credential'",
        "503, AADSTS90033: A transient error has occurred, Check Microsoft 365's service health"
    })
    void a_refusal_of_entra_comes_with_its_words_and_advice(int status, String words, String toDo) throws Exception {
        tenant.fault(Fault.always(Service.ENTRA, "oauth2/v2.0/token", status)
                .content(
                        "application/json",
                        "{\"error\":\"invalid_client\",\"error_description\":\"%s\"}".formatted(words)));

        Line line = line(tenant.check(), "token for Graph");

        assertThat(line.result()).isEqualTo(Result.FAILS);
        assertThat(line.says()).contains(words.substring(0, words.indexOf(':')));
        advises(line, toDo);
    }

    @Test
    void an_untrusted_authority_is_reported_with_the_setting_to_trust_it() throws Exception {
        CheckReport checkReport = tenant.checkWithout("photosync.tls.trust-path");

        assertThat(line(checkReport, "way to Microsoft").result()).isEqualTo(Result.FAILS);
        advises(line(checkReport, "way to Microsoft"), "photosync.tls.trust-path");
        assertThat(line(checkReport, "Kafka").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void an_entra_that_closes_connections_is_reported_and_the_clock_is_not_compared() throws Exception {
        tenant.fault(Fault.always(Service.ENTRA, "openid-configuration", 0));

        CheckReport checkReport = tenant.check();

        assertThat(line(checkReport, "way to Microsoft").says()).contains("cannot be reached directly");
        assertThat(line(checkReport, "clock").result()).isEqualTo(Result.UNCLEAR);
        assertThat(line(checkReport, "operators' keys").result()).isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "token for Graph").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void a_clock_that_is_a_minute_off_is_unclear() throws Exception {
        onlyToBeLookedAt(
                tenant.check(Map.of(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1))),
                "clock",
                "ahead of Microsoft's");
    }

    @Test
    void a_missing_or_empty_key_set_is_reported() throws Exception {
        tenant.fault(
                Fault.always(Service.ENTRA, "discovery/v2.0/keys", 200).content("application/json", "{\"keys\":[]}"));
        onlyFails(tenant.check(), "operators' keys", "names no keys");

        tenant.putAllRightAgain();
        tenant.fault(Fault.always(Service.ENTRA, "discovery/v2.0/keys", 200).content("text/html", "<html>"));
        onlyFails(tenant.check(), "operators' keys", "cannot be read");
    }

    @Test
    void a_token_that_does_not_show_its_permissions_is_unclear() throws Exception {
        tenant.fault(Fault.always(Service.ENTRA, "oauth2/v2.0/token", 200)
                .content(
                        "application/json",
                        "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"closed\"}"));

        CheckReport checkReport = tenant.check();

        assertThat(line(checkReport, "token for Graph").result()).isEqualTo(Result.UNCLEAR);
        assertThat(line(checkReport, "directory").result()).isEqualTo(Result.FAILS);
    }
}
