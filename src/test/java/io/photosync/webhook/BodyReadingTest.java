package io.photosync.webhook;

import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request bodies, most of them chunked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyReadingTest {
    private static final int MOST = 100 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeAll
    void listen() throws Exception {
        WebhookSettings settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(WebhookSettings.class)
                .withDefaultValues(Map.of(
                        "photosync.webhook.max-body-size",
                        "100K",
                        "photosync.webhook.most-bytes",
                        "1M",
                        "photosync.webhook.body-within",
                        "5s"))
                .build()
                .getConfigMapping(WebhookSettings.class);
        RequestBodyFilter gate = new RequestBodyFilter(
                settings, new NotificationMetrics(new SimpleMeterRegistry()), vertx, Clock.systemUTC());
        Router router = Router.router(vertx);
        router.route().handler(gate::admit);
        router.route().handler(context -> context.response()
                .end(Integer.toString(context.body().buffer().length())));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_complete_body_is_passed_on_whole() throws IOException {
        try (Socket socket = begin()) {
            send(socket, chunk(50) + chunk(MOST - 50));
            send(socket, "0\r\n\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + MOST);
        }
    }

    @Test
    void a_body_one_byte_above_the_limit_is_refused() throws IOException {
        try (Socket socket = begin()) {
            send(socket, chunk(MOST) + chunk(1));

            assertThat(answer(socket)).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
            assertThat(answer(socket)).isEmpty();
        }
    }

    @Test
    void many_small_bodies_fit_together_and_large_ones_only_within_the_quota() throws IOException {
        List<Socket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < 15; i++) {
                senders.add(begin());
            }
            List<String> answers = new ArrayList<>();
            for (Socket sender : senders) {
                send(sender, chunk(MOST));
            }
            for (Socket sender : senders) {
                answers.add(answer(sender));
            }

            // Those that fit are slow, and are cut off; the others get a 503 with Retry-After.
            assertThat(answers).filteredOn(String::isEmpty).hasSizeBetween(1, 10);
            assertThat(answers)
                    .filteredOn(answer -> !answer.isEmpty())
                    .isNotEmpty()
                    .allSatisfy(answer ->
                            assertThat(answer).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 10"));
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
        a_complete_body_is_passed_on_whole();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 102400\r\n\r\n",
                "Content-Length: 102400\r\n\r\n           ",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\n \r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\na:\r\na:\r\na:\r\n"
            })
    void a_complete_body_is_accepted_however_many_others_never_end(String unfinished) throws IOException {
        List<Socket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                senders.add(connect());
                send(senders.getLast(), "POST / HTTP/1.1\r\nHost: a\r\n" + unfinished);
            }
            for (int i = 0; i < 20; i++) {
                try (Socket graph = begin("Content-Length: 6000")) {
                    send(graph, " ".repeat(6_000));
                    assertThat(answer(graph)).startsWith("HTTP/1.1 200").endsWith("6000");
                }
            }

            assertThat(answer(senders.getLast())).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 10");
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
    }

    @Test
    void a_client_that_expects_100_continue_gets_it() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(answer(socket)).startsWith("HTTP/1.1 100");
            send(socket, chunk(7) + "0\r\n\r\n");

            assertThat(answer(socket)).endsWith("\r\n\r\n7");
        }
    }

    @Test
    void a_client_that_disconnects_frees_its_reservation_at_once() throws IOException {
        for (String size : List.of("Content-Length: " + MOST, "Transfer-Encoding: chunked")) {
            for (int round = 0; round < 5; round++) {
                List<Socket> senders = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    senders.add(begin(size));
                }
                for (Socket sender : senders) {
                    send(sender, "1\r\n ");
                    sender.close();
                }
                // Sooner than the slow are cut off.
                await().atMost(Duration.ofSeconds(4))
                        .until(() -> answerToWhole().startsWith("HTTP/1.1 200"));
            }
        }
    }

    @Test
    void a_body_with_a_length_is_passed_on_or_refused_before_it_arrives() throws IOException {
        assertThat(answerToWhole()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + MOST);
        try (Socket socket = begin("Content-Length: " + (MOST + 1))) {
            send(socket, " ".repeat(MOST + 1));
            assertThat(answer(socket)).startsWith("HTTP/1.1 413");
            assertThat(answer(socket)).isEmpty();
        }
    }

    private String answerToWhole() throws IOException {
        try (Socket socket = begin("Content-Length: " + MOST)) {
            send(socket, " ".repeat(MOST));
            return answer(socket);
        }
    }

    private Socket begin() throws IOException {
        return begin("Transfer-Encoding: chunked");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private Socket begin(String size) throws IOException {
        Socket socket = connect();
        send(socket, "POST / HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n".formatted(size));
        return socket;
    }

    private static String chunk(int bytes) {
        return "%x\r\n%s\r\n".formatted(bytes, " ".repeat(bytes));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** The status line; empty when the server closes the connection. */
    private static String answer(Socket socket) throws IOException {
        byte[] bytes = new byte[1_000];
        try {
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }
}
