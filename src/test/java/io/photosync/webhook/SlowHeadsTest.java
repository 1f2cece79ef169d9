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

class SlowHeadsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300\r\n\r\n";

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
    void who_says_nothing_is_cut_off_after_ten_seconds() {
        seconds(9);
        assertThat(connection.isOpen()).isTrue();

        seconds(1);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void a_byte_now_and_then_moves_nothing() {
        send("GET / HTTP/1.1\r\nHost: a\r\nx: ");
        for (int second = 0; second < 10; second++) {
            send("y");
            seconds(1);
        }

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void between_two_requests_and_within_a_body_there_is_time() {
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
    void requests_that_come_in_one_piece_or_cut_anywhere_are_none_too_many() {
        String all = (GET + POST + "\n".repeat(300) + GET).repeat(5);
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
    void more_than_a_hundred_lines_are_cut_off_in_whatever_request() {
        send("GET / HTTP/1.1\r\n" + "a:\r\n".repeat(99) + "\r\n");
        assertThat(connection.isOpen()).isTrue();

        send("GET / HTTP/1.1\r\n" + "a:\r\n".repeat(100));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void the_preface_of_http_2_is_no_request() {
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void every_connection_is_watched_over_without_anybodys_doing() throws Exception {
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
            socket.setSoTimeout(5_000);
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
