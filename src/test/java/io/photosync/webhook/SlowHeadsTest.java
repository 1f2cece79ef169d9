package io.photosync.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowHeadsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\n";

    private static final String POST_OF_ONE = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final EmbeddedChannel connection = new EmbeddedChannel(false, false);

    @BeforeEach
    void connect() throws Exception {
        connection.pipeline().addLast(new SlowHeads(), new HttpRequestDecoder());
        connection.freezeTime();
        connection.register();
    }

    @AfterEach
    void hangUp() {
        connection.finishAndReleaseAll();
    }

    @Test
    void a_silent_connection_is_closed_after_ten_seconds() {
        seconds(9);
        assertThat(connection.isOpen()).isTrue();

        seconds(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void a_byte_now_and_then_does_not_extend_the_time() {
        send("GET / HTTP/1.1\r\nHost: a\r\nx: ");
        for (int second = 0; second < 10; second++) {
            send("y");
            seconds(1);
        }

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void between_two_requests_and_within_a_body_no_timeout_applies() {
        send(GET);
        seconds(60);
        send(POST);
        seconds(60);
        assertThat(connection.isOpen()).isTrue();

        send(" ".repeat(300));
        seconds(60);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void the_second_request_has_ten_seconds_from_its_first_byte() {
        send(GET);
        seconds(60);
        send("G");
        seconds(9);
        assertThat(connection.isOpen()).isTrue();

        seconds(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void requests_are_scanned_alike_in_one_piece_or_cut_anywhere() {
        String chunks = CHUNKED + "b;x=y\r\n1234567890\n\r\n1\r\nx\r\n0\r\na: b\r\n\r\n";
        String all = (GET + POST + "\n".repeat(300) + GET + chunks).repeat(5);
        send(all);
        for (int cut = 1; cut < 200; cut += 7) {
            for (int from = 0; from < all.length(); from += cut) {
                send(all.substring(from, Math.min(all.length(), from + cut)));
            }
        }
        seconds(60);

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void more_than_a_hundred_lines_are_cut_off_in_any_request() {
        send("GET / HTTP/1.1\r\n" + "a:\r\n".repeat(99) + "\r\n");
        assertThat(connection.isOpen()).isTrue();

        send("GET / HTTP/1.1\r\n" + "a:\r\n".repeat(100));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void more_than_twenty_trailers_are_cut_off_though_lines_of_a_body_are_none() {
        send(CHUNKED + "12c\r\n" + "\n".repeat(300) + "\r\n0\r\n" + "a:\r\n".repeat(20) + "\r\n");
        send(CHUNKED + "0\r\n" + "a:\r\n".repeat(20));
        assertThat(connection.isOpen()).isTrue();

        send("a:\r\n");
        assertThat(connection.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST_OF_ONE + "x", CHUNKED + "1\r\nx\r\n0\r\n\r\n", GET + "\r\n\r\n"})
    void a_request_in_one_piece_with_the_previous_one_is_limited_too(String before) {
        send(before + "GET / HTTP/1.1\r\n" + "a:\r\n".repeat(99) + "\r\n");
        assertThat(connection.isOpen()).isTrue();

        send(before + "GET / HTTP/1.1\r\n" + "a:\r\n".repeat(100));
        assertThat(connection.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\na: b\r\n\r\r\n", "GET / HTTP/1.1\r\na: b\r\r\n", GET + "\r\r\n"})
    void a_line_that_only_looks_empty_does_not_reset_the_count(String head) {
        send(head + "a:\r\n".repeat(101));

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void the_preface_of_http_2_is_not_a_request() {
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void every_connection_gets_the_handler_automatically() throws Exception {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        new PublicPort().customizeHttpServer(options);
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(request -> request.response().end())
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(answer(server, GET)).startsWith("HTTP/1.1 200");
            assertThat(answer(server, "GET / HTTP/1.1\r\n" + "a:\r\n".repeat(100)))
                    .isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static String answer(HttpServer server, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            byte[] bytes = new byte[100];
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, US_ASCII);
        }
    }

    private void send(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
        for (Object decoded = connection.readInbound(); decoded != null; decoded = connection.readInbound()) {
            ReferenceCountUtil.release(decoded);
        }
    }

    private void seconds(int seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }
}
