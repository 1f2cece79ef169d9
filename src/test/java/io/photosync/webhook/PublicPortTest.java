package io.photosync.webhook;

import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.testkit.SandboxTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What clients may do to the public port, and no more. */
@SandboxTest
class PublicPortTest {
    private static final String EMPTY = "{\"value\":[]}";
    private static final int MOST = 600;

    @TestHTTPResource("/graph/notifications")
    URI address;

    @Inject
    MeterRegistry metrics;

    @Test
    void headers_that_never_end_are_cut_off_after_ten_seconds_though_bytes_keep_arriving() throws IOException {
        try (Socket silent = connect();
                Socket slow = connect()) {
            long began = System.nanoTime();
            send(slow, "POST /graph/notifications HTTP/1.1\r\nHost: localhost\r\nx: ");

            await().pollInterval(Duration.ofMillis(500)).until(() -> isCut(slow));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(8));
            assertThat(answer(silent)).isEmpty();
        }
    }

    @Test
    void a_hundred_header_lines_are_too_many_long_before_the_limit_of_bytes() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST /graph/notifications HTTP/1.1\r\n" + "a:\r\n".repeat(100));

            assertThat(answer(socket)).isEmpty();
        }
    }

    @Test
    void headers_of_more_than_8_kilobytes_are_refused() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST /graph/notifications HTTP/1.1\r\na: " + "b".repeat(8_192) + "\r\n\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void lines_of_a_body_are_not_headers_and_requests_may_follow_each_other() throws IOException {
        try (Socket socket = connect()) {
            String body = "\n".repeat(500) + EMPTY;
            for (int request = 0; request < 3; request++) {
                send(
                        socket,
                        "POST /graph/notifications HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(body.length(), body));

                assertThat(answer(socket)).startsWith("HTTP/1.1 202");
            }
        }
    }

    @Test
    void connections_above_the_limit_are_closed_until_others_end() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < MOST + 20; i++) {
                crowd.add(connect());
            }
            // Several threads accept connections, so the last one is not known. Connections of other tests may still be
            // open.
            await().untilAsserted(() -> assertThat(
                            crowd.stream().filter(PublicPortTest::isHungUp).count())
                    .isBetween(20L, 25L));
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
        await().until(() -> {
            try (Socket socket = connect()) {
                send(
                        socket,
                        "POST /graph/notifications HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(EMPTY.length(), EMPTY));
                return answer(socket).startsWith("HTTP/1.1 202");
            }
        });
    }

    @Test
    void http_2_is_not_served() throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.ofString(EMPTY))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(202);
        }
        try (Socket socket = connect()) {
            send(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            assertThat(answer(socket)).isEmpty();
        }
    }

    @Test
    void made_up_methods_are_one_series() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                send(socket, "RND%d /graph/notifications HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
                assertThat(answer(socket)).startsWith("HTTP/1.1 ");
            }
        }
        await().untilAsserted(() -> assertThat(methods()).contains("OTHER"));
        assertThat(methods()).isSubsetOf("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "OTHER");
    }

    private Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        metrics.find("http.server.requests")
                .timers()
                .forEach(timer -> methods.add(timer.getId().getTag("method")));
        return methods;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Reads for a moment only. */
    private static boolean isHungUp(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Reads after one more byte. */
    private static boolean isCut(Socket socket) {
        try {
            send(socket, "y");
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    /** The status line; empty when the server closes the connection. */
    private static String answer(Socket socket) throws IOException {
        byte[] bytes = new byte[4_000];
        try {
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }
}
