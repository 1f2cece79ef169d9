package io.photosync.sharepoint;

import static io.photosync.sharepoint.SharePointTenant.ask;
import static io.photosync.sharepoint.SharePointTenant.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a request fares when SharePoint, Entra or the network is slow, away or full. */
class TroubleWithSharePointTest {
    @TempDir
    Path files;

    private SharePointTenant tenant;
    private String upn;

    @BeforeEach
    void startTenant() throws Exception {
        tenant = new SharePointTenant(files, Map.of("photosync.sharepoint.request-timeout", "3s"));
        upn = tenant.member().userPrincipalName();
        tenant.library.folder(ask());
        tenant.counters.reset();
    }

    @AfterEach
    void stopTenant() {
        tenant.close();
    }

    @ParameterizedTest
    @CsvSource({"429, GetPropertiesFor", "503, GetPropertiesFor"})
    void a_throttled_request_is_repeated_when_the_pause_is_over(int status, String match) throws Exception {
        // Given
        tenant.faults.put(
                Fault.always(Service.SHAREPOINT, match, status).retryAfter(1).times(2));
        long start = System.nanoTime();

        // When
        tenant.profiles.read(upn, ask());

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(tenant.requests()).isEqualTo(3);
        assertThat(counted("throttled")).isEqualTo(2);
        assertThat(counted("ok")).isEqualTo(2);
    }

    @Test
    void no_request_outlives_its_callers_deadline_and_none_is_repeated_after_it() throws Exception {
        // Given: an answer that the request's own time limit would wait for
        tenant.profiles.read(upn, ask());
        tenant.latency.set(Service.SHAREPOINT, Duration.ofSeconds(15));
        long start = System.nanoTime();

        // When
        MicrosoftCallException failed = catchThrowableOfType(
                MicrosoftCallException.class, () -> tenant.profiles.read(upn, within(Duration.ofMillis(1_500))));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(failed.failure().kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(counted("unreachable")).isEqualTo(1);
    }

    @Test
    void no_call_waits_for_a_token_beyond_the_deadline() {
        // Given: no token for this host yet
        tenant.latency.set(Service.ENTRA, Duration.ofSeconds(15));
        long start = System.nanoTime();

        // When
        MicrosoftCallException failed = catchThrowableOfType(
                MicrosoftCallException.class, () -> tenant.profiles.read(upn, within(Duration.ofMillis(1_500))));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(failed.failure().service()).isEqualTo(MicrosoftService.ENTRA);
        assertThat(tenant.requests()).isZero();
    }

    @Test
    void a_pause_beyond_the_deadline_fails_immediately_and_holds_all_requests() {
        // Given
        tenant.faults.put(Fault.always(Service.SHAREPOINT, "GetPropertiesFor", 429)
                .retryAfter(600)
                .times(1));

        // When
        Failure first = failed(() -> tenant.profiles.read(upn, ask()));
        Failure other = failed(() -> tenant.library.delete("x_SThumb.jpg", within(Duration.ofSeconds(20))));

        // Then
        assertThat(first.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.retryAfter()).contains(Duration.ofSeconds(600));
        assertThat(first.requestId()).contains("fault-guid");
        assertThat(other.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(tenant.requests()).isEqualTo(1);
    }

    /** The header says less than our own count would allow. */
    @Test
    void nothing_is_sent_when_sharepoint_says_that_its_limit_is_used_up() throws Exception {
        // Given
        tenant.mySite(request -> Response.json(200, "{\"value\":[{\"Name\":\"Profile Pictures\"}]}")
                .with("RateLimit-Limit", "1250")
                .with("RateLimit-Remaining", "0")
                .with("RateLimit-Reset", "50"));
        tenant.folder.refresh(ask());

        // When
        Failure failure = failed(() -> tenant.profiles.read(upn, within(Duration.ofSeconds(20))));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(tenant.requests()).isEqualTo(1);
    }

    @Test
    void a_server_error_is_repeated_once() throws Exception {
        tenant.sharePointFails("AddUsingPath", 500, 1);

        tenant.library.upload("x_SThumb.jpg", new byte[] {1}, ask());

        assertThat(tenant.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"500, SERVER_ERROR", "503, SERVER_ERROR", "0, UNREACHABLE"})
    void a_second_failure_is_final(int status, Kind kind) {
        // Given
        tenant.sharePointFails("AddUsingPath", status, 9);

        // When
        Failure failure = failed(() -> tenant.library.upload("x_SThumb.jpg", new byte[] {1}, ask()));

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.service()).isEqualTo(MicrosoftService.SHAREPOINT);
    }

    @Test
    void an_answer_that_does_not_come_is_not_waited_for() {
        // Given
        tenant.latency.set(Service.SHAREPOINT, Duration.ofSeconds(20));

        // When
        Failure failure = failed(() -> tenant.profiles.read(upn, ask()));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("timeout");
        assertThat(failure.detail()).contains("within PT3S");
    }

    @Test
    void a_host_that_refuses_connections_is_unreachable() throws Exception {
        // Given
        tenant.profiles.read(upn, ask());
        tenant.stopAnswering();

        // When
        Failure failure = failed(() -> tenant.profiles.read(upn, ask()));

        // Then
        assertThat(failure.service()).isEqualTo(MicrosoftService.SHAREPOINT);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.code()).isEqualTo("connection-refused");
    }

    /** vgrem/office365-rest-python-client#726, OfficeDev/Office-365-SDK-for-Java#19 */
    @Test
    void an_upload_that_was_stored_although_the_folder_is_called_too_large_has_succeeded() throws Exception {
        tenant.faults.put(tooLarge().afterwards());

        PhotoFile file = tenant.library.upload("x_SThumb.jpg", new byte[] {1, 2, 3}, ask());

        assertThat(file.length()).isEqualTo(3);
    }

    @Test
    void an_upload_into_a_folder_that_is_too_large_affects_all_users() {
        tenant.faults.put(tooLarge());

        Failure failure = failed(() -> tenant.library.upload("y_SThumb.jpg", new byte[] {1, 2, 3}, ask()));

        assertThat(failure.reach()).isEqualTo(Failure.Reach.ALL_USERS);
        assertThat(failure.code()).contains("-2147024860");
    }

    private static Fault tooLarge() {
        return Fault.always(Service.SHAREPOINT, "AddUsingPath", 500)
                .content(
                        "application/json",
                        "{\"odata.error\":{\"code\":\"-2147024860, Microsoft.SharePoint.SPQueryThrottledException\","
                                + "\"message\":{\"lang\":\"da-DK\",\"value\":\"Handlingen er ikke tilladt\"}}}");
    }

    @Test
    void without_a_token_it_is_entra_that_failed() {
        // Given
        tenant.faults.put(Fault.always(Service.ENTRA, "token", 503));

        // When
        Failure failure = failed(() -> tenant.profiles.read(upn, ask()));

        // Then
        assertThat(failure.service()).isEqualTo(MicrosoftService.ENTRA);
        assertThat(failure.kind()).isIn(Kind.SERVER_ERROR, Kind.UNREACHABLE);
        assertThat(tenant.requests()).isZero();
    }

    @Test
    void a_page_instead_of_an_answer_is_unreadable() {
        // Given
        tenant.mySite(
                request -> Response.of(200, "text/html", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8)));

        // When
        Failure failure = failed(() -> tenant.folder.refresh(ask()));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.detail())
                .contains(
                        "text/html", "sign-in page", tenant.settings.mySiteUrl().toString(), "my-site-url");
    }

    @Test
    void every_request_identifies_its_sender() throws Exception {
        // Given
        List<Request> seen = new CopyOnWriteArrayList<>();
        tenant.mySite(request -> {
            seen.add(request);
            return Response.json(200, "{\"value\":[{\"Name\":\"Profile Pictures\"}]}");
        });

        // When
        tenant.folder.refresh(ask());

        // Then
        Request request = seen.getFirst();
        assertThat(request.header("user-agent")).contains("NONISV|PhotoSync|PhotoSync/1.0");
        assertThat(request.header("accept")).contains("application/json;odata=nometadata");
        assertThat(request.header("accept-language")).contains("en-US");
        assertThat(request.header("client-request-id")).isPresent();
        assertThat(request.header("authorization").orElseThrow()).startsWith("Bearer ey");
    }

    private double counted(String outcome) {
        return tenant.meters
                .get("photosync.microsoft.requests")
                .tag("service", "sharepoint")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Failure failed(ThrowingCallable call) {
        return catchThrowableOfType(MicrosoftCallException.class, call).failure();
    }
}
